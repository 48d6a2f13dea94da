import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { buildProduct, staff, user } from "@scarlet/testing/builders";
import { checkStockInvariants, stockUp } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { openShop, rowOf, type Shop } from "../../test/memory-shop.ts";
import { getProduct, listProducts, pageOfProducts } from "../catalog/index.ts";
import { adjustStock } from "../inventory/index.ts";
import { cancelOrder, expireHolds, extendHold, payOrder, placeOrder } from "./index.ts";

const mug = buildProduct("mug", ["MUG-1", "MUG-2"]);
const marta = user("marta");
let shop: Shop;
let other: Shop;

/** What two processes show on the product page, in the list, on the numbered page and in the list of what is left. */
async function shown(): Promise<{ page: number; version: number }> {
  const answers = await Promise.all(
    [shop, other].flatMap((each) => {
      const ctx = each.as(marta);
      return [
        getProduct(ctx, { slug: "mug" }).then(({ value }) => value),
        listProducts(ctx, { sort: "newest", limit: 24 }).then(({ value }) => value.items[0]),
        pageOfProducts(ctx, { sort: "newest", limit: 24, page: 1 }).then(({ value }) => value.items[0]),
      ];
    }),
  );
  const figures = new Set(answers.map((answer) => answer?.availableStock));
  expect(figures.size).toBe(1);
  const inStock = await listProducts(shop.as(marta), { sort: "newest", limit: 24, inStock: true });
  const page = answers[0]?.availableStock ?? -1;
  expect(inStock.value.items).toHaveLength(page > 0 ? 1 : 0);
  return { page, version: answers[0]?.stockVersion ?? -1 };
}

beforeEach(async () => {
  shop = openShop();
  other = openShop({ db: shop.db, gateway: shop.gateway });
  stockUp(shop.db, mug, { "MUG-1": 2, "MUG-2": 0 });
  await shown();
});

test("reserve: the next read of page and list shows it, on every process", async () => {
  await placeOrder(shop.as(marta), { productId: mug.id, quantity: 2 }, "k1");
  expect((await shown()).page).toBe(0);
});

test("pay: available stays as it was when the hold began, and what was sold is gone from the shelf", async () => {
  const order = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "k1");
  const held = await shown();
  await payOrder(other.as(marta), { id: order.id }, "k2");
  const paid = await shown();
  expect([held.page, paid.page]).toEqual([1, 1]);
  expect(paid.version).toBeGreaterThan(held.version);
  expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 1, reserved: 0 });
});

test("cancel: what was held, and what was bought, is back at the next read", async () => {
  const held = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "k1");
  const bought = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "k2");
  await payOrder(shop.as(marta), { id: bought.id }, "k3");
  expect((await shown()).page).toBe(0);
  await cancelOrder(other.as(marta), { id: held.id }, "k4");
  expect((await shown()).page).toBe(1);
  await cancelOrder(shop.as(marta), { id: bought.id }, "k5");
  expect((await shown()).page).toBe(2);
  expect(checkStockInvariants(shop.db)).toEqual([]);
});

test("adjust: staff's figure is what shoppers see next", async () => {
  await adjustStock(shop.as(staff("inventory")), { sku: "MUG-2", delta: 7, reason: "received" }, "k1");
  expect((await shown()).page).toBe(9);
  const { version } = rowOf(shop, "MUG-1");
  await adjustStock(
    other.as(staff("admin")),
    { sku: "MUG-1", set: 0, expectedVersion: version, reason: "lost" },
    "k2",
  );
  expect((await shown()).page).toBe(7);
});

test("expiry: at its end a hold is free for every reader, before anybody swept it; sweeping changes no figure", async () => {
  await placeOrder(shop.as(marta), { productId: mug.id, quantity: 2 }, "k1");
  shop.db.clock.advance(899_999);
  expect((await shown()).page).toBe(0);
  shop.db.clock.advance(1);
  expect((await shown()).page).toBe(2);
  expect(rowOf(shop, "MUG-1")).toMatchObject({ reserved: 2 });
  expect(await expireHolds(shop.as(SYSTEM_ACTOR))).toBe(1);
  expect((await shown()).page).toBe(2);
  expect(rowOf(shop, "MUG-1")).toMatchObject({ reserved: 0, available: 2 });
  expect(await expireHolds(shop.as(SYSTEM_ACTOR))).toBe(0);
  expect(checkStockInvariants(shop.db)).toEqual([]);
});

test("an extended hold moves the moment at which its stock counts as free", async () => {
  const order = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 2 }, "k1");
  const before = await shown();
  const extended = await extendHold(shop.as(marta), { id: order.id }, "k2");
  const { value } = await getProduct(shop.as(marta), { slug: "mug" });
  expect(value.freeAt).toEqual(extended.holdExpiresAt);
  expect(value.stockVersion).toBeGreaterThan(before.version);
  shop.db.clock.advance(900_000);
  expect((await shown()).page).toBe(0);
});

test("a sale costs neither the words nor the list a hit", async () => {
  await listProducts(shop.as(marta), { sort: "newest", limit: 24 });
  await getProduct(shop.as(marta), { slug: "mug" });
  await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "k1");
  expect((await getProduct(shop.as(marta), { slug: "mug" })).outcome).toBe("hit");
  expect((await listProducts(shop.as(marta), { sort: "newest", limit: 24 })).outcome).toBe("hit");
});
