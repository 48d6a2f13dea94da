import { expect, test } from "vitest";
import { z } from "zod";
import {
  addressSetting,
  embeddedSetting,
  nodeEnvSetting,
  portSetting,
  SettingError,
  settingsOf,
} from "./settings.ts";

const schema = z.object({
  PORT: portSetting(3000),
  PUBLIC_URL: addressSetting("http://127.0.0.1:3000"),
  NODE_ENV: nodeEnvSetting,
  SCARLET_EMBEDDED: embeddedSetting,
});
const { readEnv: parse } = settingsOf(schema, "PUBLIC_URL", () => ({}));

test("an empty setting is an unset one: both are the default", () => {
  expect(parse({ PORT: "" })).toEqual(parse({}));
  expect(parse({})).toMatchObject({ PORT: 3000, PUBLIC_URL: "http://127.0.0.1:3000", isProduction: false });
});

test("in production the public address is https or this machine's own; a trial is no production", () => {
  const production = { NODE_ENV: "production", PUBLIC_URL: "http://shop.example" };
  expect(() => parse(production)).toThrow(/^PUBLIC_URL must begin with https:/);
  expect(parse({ ...production, PUBLIC_URL: "https://shop.example" }).isProduction).toBe(true);
  expect(parse({ ...production, SCARLET_EMBEDDED: "1" }).isProduction).toBe(false);
});

test("a wrong setting is named in one sentence", () => {
  expect(() => parse({ PORT: "eighty" })).toThrow(SettingError);
  expect(() => parse({ PORT: "eighty" })).toThrow(/^PORT is wrong: [^\n]+\.$/);
});
