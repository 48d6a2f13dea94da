import { HOLD_LIMITS } from "@scarlet/domain/orders";
import { buildProduct, guest, user } from "@scarlet/testing/builders";
import { checkStockInvariants, stockUp } from "@scarlet/testing/memory";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openShop, rowOf, type Shop } from "../../../test/memory-shop.ts";
import { cancelOrder, extendHold, listHolders, placeOrder } from "../index.ts";

const mug = buildProduct("mug", ["MUG-1"]);
const lamp = buildProduct("lamp", ["LAMP-1"]);
const HOME = "203.0.113.7";
let shop: Shop;

beforeEach(() => {
  shop = openShop({ holdLimits: HOLD_LIMITS });
  stockUp(shop.db, mug, 1_000);
  stockUp(shop.db, lamp, 1_000);
});

afterEach(() => {
  expect(checkStockInvariants(shop.db)).toEqual([]);
});

const codesOf = (settled: readonly PromiseSettledResult<unknown>[]) => {
  const counts: Record<string, number> = {};
  for (const each of settled) {
    const code = each.status === "fulfilled" ? "held" : (each.reason as { code: string }).code;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
};

test("a hundred requests of one guest at the same instant: one hold", async () => {
  const asks = Array.from({ length: 100 }, (_, i) =>
    placeOrder(shop.as(guest("g1"), HOME), { productId: mug.id, quantity: 1 }, `k${i}`),
  );
  expect(codesOf(await Promise.allSettled(asks))).toEqual({ held: 1, "orders.hold_too_soon": 99 });
});

test("a hundred new guests of one address, through two processes: no more than the address's bound", async () => {
  const other = openShop({ db: shop.db, gateway: shop.gateway, holdLimits: HOLD_LIMITS });
  const asks = Array.from({ length: 100 }, (_, i) => {
    const process = i % 2 === 0 ? shop : other;
    // Different products, so that the transactions meet nowhere but at what they count.
    const product = i % 2 === 0 ? mug : lamp;
    return placeOrder(process.as(guest(`g${i}`), HOME), { productId: product.id, quantity: 1 }, "k");
  });
  const { openHolds } = HOLD_LIMITS.address;
  expect(codesOf(await Promise.allSettled(asks))).toEqual({
    held: openHolds,
    "orders.hold_bound": 100 - openHolds,
  });
  await placeOrder(shop.as(guest("elsewhere"), "198.51.100.1"), { productId: mug.id, quantity: 1 }, "k");
});

test("what ended, was paid or cancelled holds nothing, and the address goes with the hold", async () => {
  const ctx = shop.as(guest("g1"), HOME);
  const first = await placeOrder(ctx, { productId: mug.id, quantity: 1 }, "k1");
  expect(shop.db.orders.get(first.id)?.heldFrom).toBe(HOME);
  await cancelOrder(ctx, { id: first.id }, "c1");
  expect(shop.db.orders.get(first.id)?.heldFrom).toBeNull();
  await placeOrder(ctx, { productId: mug.id, quantity: 1 }, "k2");
  await expect(placeOrder(ctx, { productId: mug.id, quantity: 1 }, "k3")).rejects.toMatchObject({
    code: "orders.hold_too_soon",
    details: { retryAfterSeconds: 60 },
  });
  shop.db.clock.advance(900_000);
  await placeOrder(ctx, { productId: mug.id, quantity: 1 }, "k4");
  expect(rowOf(shop, "MUG-1").reserved).toBe(1);
});

test("the same key asked again is answered, not counted", async () => {
  const ctx = shop.as(guest("g1"), HOME);
  const first = await placeOrder(ctx, { productId: mug.id, quantity: 1 }, "k1");
  expect(await placeOrder(ctx, { productId: mug.id, quantity: 1 }, "k1")).toEqual(first);
});

test("the last piece on hold for the buyer: the refusal says so; others hear that it is gone", async () => {
  stockUp(shop.db, buildProduct("bowl", ["BOWL-1"]), 1);
  const items = [{ sku: "BOWL-1", quantity: 1 }];
  const held = await placeOrder(shop.as(guest("g1"), HOME), { items }, "k1");
  await expect(placeOrder(shop.as(guest("g1"), HOME), { items }, "k2")).rejects.toMatchObject({
    code: "inventory.insufficient_stock",
    details: { available: { "BOWL-1": 0 }, yours: [{ orderId: held.id, sku: "BOWL-1", quantity: 1 }] },
  });
  await expect(placeOrder(shop.as(guest("g2"), HOME), { items }, "k1")).rejects.toMatchObject({
    message: "Out of stock.",
    details: { available: { "BOWL-1": 0 } },
  });
});

test("staff see who holds most, and end a hold; nobody else does", async () => {
  const { id } = await placeOrder(shop.as(guest("g1"), HOME), { productId: mug.id, quantity: 3 }, "k1");
  const support = shop.as(user("sam", "support"));
  expect((await listHolders(support)).map(({ kind, who, pieces }) => [kind, who, pieces])).toEqual([
    ["owner", "Guest", 3],
    ["address", HOME, 3],
  ]);
  for (const actor of [user("marta"), guest("g1"), { kind: "anonymous" } as const])
    await expect(listHolders(shop.as(actor))).rejects.toMatchObject({
      code: expect.stringMatching(/^accounts\./),
    });
  await cancelOrder(support, { id }, "c1");
  expect(await listHolders(support)).toEqual([]);
  expect(rowOf(shop, "MUG-1").reserved).toBe(0);
});

test("a guest extends twice, somebody who signed in ten times", async () => {
  const extendAll = async (ctx: Parameters<typeof extendHold>[0] & Parameters<typeof placeOrder>[0]) => {
    const { id } = await placeOrder(ctx, { productId: mug.id, quantity: 1 }, "k1");
    for (let times = 0; ; times += 1) {
      try {
        await extendHold(ctx, { id }, `e${times}`);
      } catch (error) {
        return { times, error };
      }
    }
  };
  expect(await extendAll(shop.as(guest("g1"), HOME))).toMatchObject({
    times: 2,
    error: { code: "orders.hold_limit", details: { maySignIn: true } },
  });
  expect(await extendAll(shop.as(user("marta"), HOME))).toMatchObject({
    times: 10,
    error: { code: "orders.hold_limit", details: { maySignIn: false } },
  });
});
