import { expect, test } from "vitest";
import { readEnv, SettingError } from "./env.ts";

const REAL = { NODE_ENV: "production" };

test("run for real, STOREFRONT_URL is https or this machine's own", () => {
  for (const url of ["http://shop.example", "http://10.0.0.5:3000"])
    expect(() => readEnv({ ...REAL, STOREFRONT_URL: url })).toThrow(/^STOREFRONT_URL must begin with https:/);
  for (const url of ["https://shop.example", "http://127.0.0.1:3000", ""])
    expect(readEnv({ ...REAL, STOREFRONT_URL: url }).isProduction).toBe(true);
  expect(
    readEnv({ ...REAL, SCARLET_EMBEDDED: "1", STOREFRONT_URL: "http://10.0.0.5:3000" }).isProduction,
  ).toBe(false);
});

test("a wrong setting is told in one sentence that names it", () => {
  const attempt = () => readEnv({ STOREFRONT_PORT: "eighty" });
  expect(attempt).toThrow(SettingError);
  expect(attempt).toThrow(/^STOREFRONT_PORT is wrong: [^\n]+\.$/);
});
