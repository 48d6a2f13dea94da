import { expect, test } from "vitest";
import { COOKIES, readPreferences } from "./preferences.ts";

const from = (cookies: Record<string, string>) => readPreferences((name) => cookies[name]);

test("without cookies everything is the default", () => {
  expect(from({})).toEqual({ theme: undefined, density: "normal", timeZone: "UTC" });
});

test("valid cookies are used", () => {
  const cookies = {
    [COOKIES.theme]: "dark",
    [COOKIES.density]: "compact",
    [COOKIES.timeZone]: "Europe%2FBrussels",
  };
  expect(from(cookies)).toEqual({ theme: "dark", density: "compact", timeZone: "Europe/Brussels" });
});

test("cookies that are not valid become defaults", () => {
  const cookies = {
    [COOKIES.theme]: '"><script>',
    [COOKIES.density]: "huge",
    [COOKIES.timeZone]: "%E0%A4%A",
  };
  expect(from(cookies)).toEqual({ theme: undefined, density: "normal", timeZone: "UTC" });
});
