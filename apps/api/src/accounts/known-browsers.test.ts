import { expect, test } from "vitest";
import { createKnownBrowsers } from "./known-browsers.ts";

const SECRET = "a secret of thirty-two characters";
const DAY_MS = 24 * 60 * 60 * 1000;

function open(secret = SECRET, secure = false) {
  const clock = { ms: Date.UTC(2026, 10, 30) };
  return { clock, browsers: createKnownBrowsers({ secret, secure, nowMs: () => clock.ms }) };
}
const cookieOf = (setCookie: string) => setCookie.split(";")[0] ?? "";

test("a browser is known in the accounts that it was in, by one word each, for half a year", () => {
  const { browsers, clock } = open();
  const anna = cookieOf(browsers.remember(null, "Anna@example.com"));
  const both = cookieOf(browsers.remember(anna, "bob@example.com"));
  const word = browsers.read(both, "anna@example.com");
  expect(word).toMatch(/^[\w-]{16}$/);
  expect(browsers.read(both, "bob@example.com")).not.toBe(word);
  expect(browsers.read(both, "carl@example.com")).toBeNull();
  // Being in again keeps the word, so that tries before and after are counted together.
  expect(browsers.read(cookieOf(browsers.remember(both, "anna@example.com")), "anna@example.com")).toBe(word);
  clock.ms += 180 * DAY_MS;
  expect(browsers.read(both, "anna@example.com")).toBeNull();
});

test("nobody makes such a cookie, and it tells nobody whose accounts these are", () => {
  const { browsers } = open();
  const cookie = cookieOf(browsers.remember(null, "anna@example.com"));
  expect(cookie).not.toContain("anna");
  expect(open("another secret of thirty-two char").browsers.read(cookie, "anna@example.com")).toBeNull();
  const [account = "", ...rest] = cookie.replace("scarlet_known=", "").split(".");
  const other = cookieOf(browsers.remember(null, "eve@example.com")).replace("scarlet_known=", "");
  const swapped = [account, ...other.split(".").slice(1)].join(".");
  expect(browsers.read(`scarlet_known=${swapped}`, "anna@example.com")).toBeNull();
  expect(
    browsers.read(
      `scarlet_known=${account}.${"A".repeat(16)}.${rest.slice(1).join(".")}`,
      "anna@example.com",
    ),
  ).toBeNull();
});

test("it keeps the six accounts that it was in last", () => {
  const { browsers } = open();
  const people = Array.from({ length: 8 }, (_, index) => `p${index}@example.com`);
  const cookie = people.reduce((header, email) => cookieOf(browsers.remember(header, email)), "");
  expect(people.filter((email) => browsers.read(cookie, email) !== null)).toEqual(people.slice(2));
});

test("scripts never see it, only signing in does, and on https it stays there", () => {
  expect(open(SECRET, true).browsers.remember(null, "a@example.com")).toMatch(
    /Path=\/api\/auth; HttpOnly; SameSite=Lax; Secure$/,
  );
});
