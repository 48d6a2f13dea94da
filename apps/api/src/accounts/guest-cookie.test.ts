import { expect, test } from "vitest";
import { createGuestCookies } from "./guest-cookie.ts";

const cookies = createGuestCookies({ secret: "s".repeat(32), secure: false });
const pairOf = (setCookie: string) => setCookie.split(";")[0] ?? "";

test("a guest is known again by the cookie, also among others", () => {
  const { guestId, setCookie } = cookies.issue();
  expect(cookies.read(`theme=dark; ${pairOf(setCookie)}; x=y`)).toBe(guestId);
});

test("scripts cannot read it and other sites cannot send it; https keeps it to itself", () => {
  const { setCookie } = createGuestCookies({ secret: "s".repeat(32), secure: true }).issue();
  expect(setCookie).toMatch(/HttpOnly; SameSite=Lax; Secure$/);
});

test("nobody becomes another guest by writing an id", () => {
  const mine = pairOf(cookies.issue().setCookie);
  const other = cookies.issue().guestId;
  expect(cookies.read(mine.replace(/=[0-9a-f]{24}/, `=${other}`))).toBeNull();
  expect(cookies.read(`scarlet_guest=${other}`)).toBeNull();
  expect(cookies.read(`scarlet_guest=${other}.${"A".repeat(43)}`)).toBeNull();
  expect(createGuestCookies({ secret: "t".repeat(32), secure: false }).read(mine)).toBeNull();
});

test.each([undefined, null, "", "scarlet_guest=", "scarlet_guest=__proto__.x"])(
  "%o is no guest",
  (header) => {
    expect(cookies.read(header)).toBeNull();
  },
);
