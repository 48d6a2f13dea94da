import type { Person } from "@scarlet/adapters/accounts";
import { expect, test, vi } from "vitest";
import { createGuestCookies } from "./accounts/guest-cookie.ts";
import { createOrderLinks } from "./accounts/order-links.ts";
import { appOf, visitorOf } from "./session.ts";

const ines: Person = { id: "5".repeat(24), name: "Ines", email: "ines@example.com", role: "inventory" };
const links = createOrderLinks({ secret: "s".repeat(32), storefrontUrl: "http://shop.test" });
const guestCookies = createGuestCookies({ secret: "s".repeat(32), secure: false });

/** Knows Ines by the word "ines" in the one header that its audience may use. */
const knows = (header: "cookie" | "authorization") => ({
  whoIs: vi.fn((headers: Headers, _how?: { readonly unused?: boolean }) =>
    Promise.resolve({
      person: headers.get(header)?.includes("ines") ? ines : null,
      setCookies: [],
    }),
  ),
});

function visit(app: string | null, headers: Record<string, string>) {
  const auths = { storefront: knows("cookie"), admin: knows("cookie"), rest: knows("authorization") };
  return {
    auths,
    visitor: visitorOf(() => new Headers(headers), appOf(app), { auths, guestCookies, links }),
  };
}

test("REST knows people by bearer token only: a cookie is not even looked at", async () => {
  const { auths, visitor } = visit(null, { cookie: "session=ines" });
  expect(await visitor.whoAsks()).toEqual({ kind: "anonymous" });
  expect(auths.rest.whoIs).not.toHaveBeenCalled();
  const signedIn = visit(null, { authorization: "Bearer ines", cookie: "session=ines" });
  expect(await signedIn.visitor.whoAsks()).toEqual({ kind: "user", ...ines });
  const [[seen] = []] = signedIn.auths.rest.whoIs.mock.calls;
  expect(seen?.get("cookie")).toBeNull();
});

test("a token that nobody gave out is refused and never anonymous", async () => {
  const { visitor } = visit(null, { authorization: "Bearer forged" });
  await expect(visitor.whoAsks()).rejects.toMatchObject({ code: "accounts.unauthenticated" });
});

test("our apps know people by cookie only", async () => {
  const { visitor } = visit("admin", { authorization: "Bearer ines" });
  expect(await visitor.whoAsks()).toEqual({ kind: "anonymous" });
  expect(await visit("admin", { cookie: "session=ines" }).visitor.whoAsks()).toEqual({
    kind: "user",
    ...ines,
  });
});

test("what a page asks by itself is no use of the session; what somebody does is", async () => {
  const cookie = "session=ines";
  const asked = visit("admin", { cookie, "x-scarlet-unused": "1" });
  await asked.visitor.whoAsks();
  expect(asked.auths.admin.whoIs).toHaveBeenCalledWith(expect.any(Headers), { unused: true });
  const done = visit("admin", { cookie });
  await done.visitor.whoAsks();
  expect(done.auths.admin.whoIs).toHaveBeenCalledWith(expect.any(Headers), { unused: false });
});

test("a stranger in the storefront becomes a guest once, and is the same one from then on", async () => {
  const { visitor } = visit("storefront", {});
  const guest = await visitor.becomeGuest();
  expect(guest).toMatchObject({ kind: "guest" });
  expect(await visitor.becomeGuest()).toEqual(guest);
  expect(await visitor.whoAsks()).toEqual(guest);
  expect(visitor.setCookies).toHaveLength(1);
  const again = visit("storefront", { cookie: visitor.setCookies[0]?.split(";")[0] ?? "" });
  expect(await again.visitor.becomeGuest()).toEqual(guest);
  expect(again.visitor.setCookies).toEqual([]);
});

test("two calls of one batch make one guest, not two", async () => {
  const { visitor } = visit("storefront", {});
  const [a, b] = await Promise.all([visitor.becomeGuest(), visitor.becomeGuest()]);
  expect(a).toEqual(b);
  expect(visitor.setCookies).toHaveLength(1);
});

test.each([["admin"], [null], ["Storefront"], ["rest"]])("app %o makes no guests", async (app) => {
  const { visitor } = visit(app, {});
  expect(await visitor.becomeGuest()).toEqual({ kind: "anonymous" });
  expect(visitor.setCookies).toEqual([]);
});
