import { buildProduct, guest, staff, user } from "@scarlet/testing/builders";
import { checkStockInvariants, stockUp } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { openShop, rowOf, type Shop } from "../../test/memory-shop.ts";
import { placeOrder } from "../orders/index.ts";
import { adjustStock, countStock, listMovements, listStock } from "./index.ts";

const mug = buildProduct("mug", ["MUG-1"]);
const ida = staff("inventory");
const code = (word: string) => expect.objectContaining({ code: word });
let shop: Shop;

beforeEach(() => {
  shop = openShop();
  stockUp(shop.db, mug, 5);
});

test("a difference, or a counted figure with the version that was seen; each explained in the ledger", async () => {
  const found = { sku: "MUG-1", delta: 2, reason: "found", note: "Behind the oven." } as const;
  expect(await adjustStock(shop.as(ida), found, "k1")).toMatchObject({ onHand: 7, available: 7, version: 2 });
  const counted = { sku: "MUG-1", set: 4, expectedVersion: 2, reason: "correction" } as const;
  expect(await adjustStock(shop.as(ida), counted, "k2")).toMatchObject({ onHand: 4, version: 3 });
  const { items } = await listMovements(shop.as(ida), { sku: "MUG-1", limit: 24 });
  expect(
    items.map(({ kind, delta, reason, note, actor }) => [kind, delta.onHand, reason, note, actor.id]),
  ).toEqual([
    ["adjust", -3, "correction", null, "inventory-person"],
    ["adjust", 2, "found", "Behind the oven.", "inventory-person"],
    ["receive", 5, "received", null, "system"],
  ]);
  expect(checkStockInvariants(shop.db)).toEqual([]);
});

test("the same key and body count once and hear the same; another body is refused", async () => {
  const input = { sku: "MUG-1", delta: 2, reason: "received" } as const;
  const first = await adjustStock(shop.as(ida), input, "k1");
  await adjustStock(shop.as(ida), { ...input, delta: 1 }, "k2");
  expect(await adjustStock(shop.as(ida), input, "k1")).toEqual(first);
  await expect(adjustStock(shop.as(ida), { ...input, delta: 3 }, "k1")).rejects.toEqual(
    code("idempotency.key_reused"),
  );
  expect(rowOf(shop, "MUG-1").onHand).toBe(8);
});

test("what cannot be is refused with the row as it is, and changes nothing", async () => {
  await placeOrder(shop.as(user()), { productId: mug.id, quantity: 3 }, "k1");
  const adjust = (input: object, key: string | undefined = "k2") =>
    adjustStock(shop.as(ida), { sku: "MUG-1", reason: "lost", ...input }, key);
  await expect(adjust({ delta: -3 })).rejects.toMatchObject({
    code: "inventory.below_reserved",
    kind: "conflict",
    details: { current: { onHand: 5, reserved: 3 } },
  });
  await expect(adjust({ set: 9, expectedVersion: 1 })).rejects.toMatchObject({
    code: "inventory.version_conflict",
    kind: "conflict",
    details: { current: { version: 2 } },
  });
  await expect(adjust({ delta: 10_000_000 })).rejects.toEqual(code("inventory.too_much_stock"));
  await expect(adjust({ delta: 1, sku: "NOTHING" })).rejects.toEqual(code("inventory.sku_not_found"));
  await expect(
    adjustStock(shop.as(ida), { sku: "MUG-1", delta: 1, reason: "found" }, undefined),
  ).rejects.toEqual(code("idempotency.key_required"));
  expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 5, reserved: 3, version: 2 });
});

test("an ended hold does not stand in the way of an adjustment: its release comes first", async () => {
  await placeOrder(shop.as(user()), { productId: mug.id, quantity: 5 }, "k1");
  shop.db.clock.advance(900_000);
  const row = await adjustStock(shop.as(ida), { sku: "MUG-1", delta: -4, reason: "damaged" }, "k2");
  expect(row).toMatchObject({ onHand: 1, reserved: 0, available: 1, version: 4 });
});

test("who may: the matrix", async () => {
  const input = { sku: "MUG-1", delta: 1, reason: "found" } as const;
  for (const role of ["inventory", "admin"] as const) await adjustStock(shop.as(staff(role)), input, role);
  await expect(adjustStock(shop.as(staff("support")), input, "k")).rejects.toEqual(
    code("accounts.forbidden"),
  );
  await expect(adjustStock(shop.as(user()), input, "k")).rejects.toEqual(code("accounts.forbidden"));
  await expect(adjustStock(shop.as(guest()), input, "k")).rejects.toEqual(code("accounts.unauthenticated"));
  await expect(adjustStock(shop.as({ kind: "anonymous" }), input, undefined)).rejects.toEqual(
    code("accounts.unauthenticated"),
  );
  for (const role of ["support", "inventory", "admin"] as const) {
    expect((await listStock(shop.as(staff(role)), { limit: 24 })).items).toHaveLength(1);
    expect(await countStock(shop.as(staff(role)))).toMatchObject({ skus: 1, pieces: 7 });
    await listMovements(shop.as(staff(role)), { sku: "MUG-1", limit: 24 });
  }
  const shopper = shop.as(user());
  await expect(listStock(shopper, { limit: 24 })).rejects.toEqual(code("accounts.forbidden"));
  await expect(countStock(shopper)).rejects.toEqual(code("accounts.forbidden"));
  await expect(listMovements(shopper, { sku: "MUG-1", limit: 24 })).rejects.toEqual(
    code("accounts.forbidden"),
  );
  await expect(listMovements(shop.as(ida), { sku: "NOTHING", limit: 24 })).rejects.toEqual(
    code("inventory.sku_not_found"),
  );
});
