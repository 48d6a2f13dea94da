import type { Role } from "@scarlet/domain/kernel";
import { expect, test, vi } from "vitest";
import type { VisitorParts } from "../session.ts";
import { authorizeStockReader } from "./stock-reader-access.ts";

function desk(role: () => Role) {
  const whoIs = vi.fn(() => Promise.resolve({ person: { id: "p", role: role() }, setCookies: [] }));
  const visitors = {
    auths: { admin: { whoIs }, storefront: { whoIs }, rest: { whoIs } },
    guestCookies: { read: () => null, issue: () => ({ guestId: "g", setCookie: "" }) },
    links: { read: () => new Set<string>() },
  } as unknown as VisitorParts;
  return { whoIs, ask: () => authorizeStockReader(new Headers({ cookie: "c" }), "admin", visitors) };
}

test("being listened for keeps no session alive", async () => {
  const { whoIs, ask } = desk(() => "inventory");
  await ask();
  expect(whoIs).toHaveBeenCalledWith(expect.any(Headers), { unused: true });
});

test("a role that was taken counts from the next question on", async () => {
  let role: Role = "inventory";
  const { ask } = desk(() => role);
  await ask();
  role = "shopper";
  await expect(ask()).rejects.toMatchObject({ code: "accounts.forbidden" });
});
