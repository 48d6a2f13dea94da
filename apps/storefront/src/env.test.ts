import { expect, test } from "vitest";
import { readEnv } from "./env.ts";

test("STOREFRONT_URL is this app's public address: in production https, or this machine's own", () => {
  const production = (url: string) => readEnv({ NODE_ENV: "production", STOREFRONT_URL: url });
  expect(() => production("http://shop.example")).toThrow(/^STOREFRONT_URL must begin with https:/);
  for (const url of ["https://shop.example", "http://127.0.0.1:3000", ""])
    expect(production(url).isProduction).toBe(true);
});

test("a wrong port is told by its name", () => {
  expect(() => readEnv({ STOREFRONT_PORT: "eighty" })).toThrow(/^STOREFRONT_PORT is wrong/);
});
