import { beforeAll, expect, test } from "vitest";
import { expectNothingChanged } from "../expect-refusal.ts";
import { type MemoryShop, openMemoryShop } from "../memory-shop.ts";

let shop: MemoryShop;
beforeAll(async () => {
  shop = await openMemoryShop();
  const body = { items: [one] };
  await shop.call("POST", "/api/orders", { token: shop.tokenOf("shopper"), body });
});

const one = { sku: "PLATE-1", quantity: 1 };

const EVIL = { $gt: "" };

test.each<[string, object]>([
  ["nothing", {}],
  ["no reason", { delta: 1 }],
  ["an unknown reason", { delta: 1, reason: "magic" }],
  ["delta 0", { delta: 0, reason: "found" }],
  ["delta 1.5", { delta: 1.5, reason: "found" }],
  ["delta as text", { delta: "1", reason: "found" }],
  ["delta 10⁹", { delta: 1e9, reason: "found" }],
  ["an operator as delta", { delta: EVIL, reason: "found" }],
  ["delta and set", { delta: 1, set: 1, expectedVersion: 1, reason: "found" }],
  ["set without version", { set: 1, reason: "found" }],
  ["set below 0", { set: -1, expectedVersion: 1, reason: "found" }],
  ["below what is held", { delta: -40, reason: "lost" }],
  ["an old version", { set: 5, expectedVersion: 0, reason: "correction" }],
  ["a note of 501 characters", { delta: 1, reason: "found", note: "x".repeat(501) }],
  ["the SKU again in the body", { sku: "MUG-EMBER", delta: 1, reason: "found" }],
  ["a client's actor", { delta: 1, reason: "found", actor: { kind: "system" } }],
])("an adjustment with %s", async (_, body) => {
  await expectNothingChanged(shop, () =>
    shop.call("POST", "/api/inventory/PLATE-1/adjust", { token: shop.tokenOf("inventory"), body }),
  );
});

test("an unknown SKU has no stock to adjust and no history", async () => {
  const token = shop.tokenOf("inventory");
  const body = { delta: 1, reason: "found" };
  expect(
    (
      await expectNothingChanged(shop, () =>
        shop.call("POST", "/api/inventory/NO-SUCH/adjust", { token, body }),
      )
    ).status,
  ).toBe(404);
  expect(
    (await expectNothingChanged(shop, () => shop.call("GET", "/api/inventory/NO-SUCH/movements", { token })))
      .status,
  ).toBe(404);
});

test.each<[string, object]>([
  ["a role", { email: "n@example.com", password: "scarlet-demo", name: "N", role: "admin" }],
  ["an id", { email: "n@example.com", password: "scarlet-demo", name: "N", id: "1" }],
  ["an operator as email", { email: EVIL, password: "scarlet-demo", name: "N" }],
  ["no mail address", { email: "nobody", password: "scarlet-demo", name: "N" }],
  ["a short password", { email: "n@example.com", password: "short", name: "N" }],
  ["a password of 129 characters", { email: "n@example.com", password: "x".repeat(129), name: "N" }],
  ["no name", { email: "n@example.com", password: "scarlet-demo", name: " " }],
  ["a name that nobody sees", { email: "n@example.com", password: "scarlet-demo", name: "\u200b\u3164" }],
  ["a name with a line end", { email: "n@example.com", password: "scarlet-demo", name: "N\r\nBcc: x@y.zz" }],
  ["an accent before the @", { email: "jörg@example.com", password: "scarlet-demo", name: "N" }],
  ["an address of this machine", { email: "n@localhost", password: "scarlet-demo", name: "N" }],
])("a sign-up with %s", async (_, body) => {
  await expectNothingChanged(shop, () => shop.call("POST", "/api/auth/sign-up/email", { body }));
});

test.each<[string, unknown]>([
  ["an operator as password", { email: "admin@example.com", password: { $ne: "" } }],
  ["an operator as email", { email: { $gt: "" }, password: "scarlet-demo" }],
  ["nothing", undefined],
  ["a wrong password", { email: "admin@example.com", password: "wrong" }],
  ["an unknown address", { email: "ghost@example.com", password: "scarlet-demo" }],
])("a sign-in with %s", async (_, body) => {
  const answer = await expectNothingChanged(shop, () =>
    shop.call("POST", "/api/auth/sign-in/email", { body }),
  );
  expect(JSON.stringify(answer.headers.getSetCookie())).toBe("[]");
});

test("a wrong password and an unknown address sound the same", async () => {
  const say = async (email: string) =>
    (await shop.call("POST", "/api/auth/sign-in/email", { body: { email, password: "wrong" } })).text;
  expect(await say("inventory@example.com")).toBe(await say("phantom@example.com"));
});
