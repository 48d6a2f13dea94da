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

test("by https the cookie is bound to this host, and one without the binding is nobody", () => {
  const secure = createGuestCookies({ secret: "s".repeat(32), secure: true });
  const { guestId, setCookie } = secure.issue();
  expect(setCookie).toMatch(
    /^__Host-scarlet_guest=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(secure.clear()).toMatch(/^__Host-scarlet_guest=; .*Path=\/; .*Secure$/);
  expect(secure.read(pairOf(setCookie))).toBe(guestId);
  expect(secure.read(pairOf(setCookie).replace("__Host-", ""))).toBeNull();
  expect(secure.read(pairOf(cookies.issue().setCookie))).toBeNull();
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
