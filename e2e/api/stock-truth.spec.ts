import { expect } from "@playwright/test";
import { test } from "../browser-test.ts";
import {
  call,
  orderSchema,
  readProduct,
  readStock,
  setAvailableStock,
  stockFirstSkuOnly,
  tokenOf,
} from "../rest-client.ts";

// Each case reads the product and the list before and right after one write: both must be fresh at once.
async function figures(slug: string, category: string): Promise<{ page: number; list: number | undefined }> {
  const page = (await readProduct(slug)).availableStock;
  const answer = await call("GET", `/api/catalog/products?category=${category}&limit=100`);
  const items = (answer.body as { items: { slug: string; availableStock: number }[] }).items;
  return { page, list: items.find((item) => item.slug === slug)?.availableStock };
}

test("reserve, pay, cancel and adjust each make the next read fresh, on the product and on the list", async () => {
  const { product, sku } = await stockFirstSkuOnly("storehouse-basket", 5);
  const shopper = await tokenOf("shopper");
  const before = await readStock(sku);
  expect(await figures(product.slug, product.category)).toEqual({ page: 5, list: 5 });

  const placed = await call("POST", "/api/orders", {
    token: shopper,
    body: { items: [{ sku, quantity: 2 }] },
  });
  expect(placed.status).toBe(201);
  expect(orderSchema.parse(placed.body)).toMatchObject({ status: "pending", lines: [{ sku, quantity: 2 }] });
  expect(await figures(product.slug, product.category)).toEqual({ page: 3, list: 3 });

  const { id } = orderSchema.parse(placed.body);
  const paid = await call("POST", `/api/orders/${id}/pay`, { token: shopper, body: {} });
  expect([paid.status, orderSchema.parse(paid.body).status]).toEqual([200, "paid"]);
  expect(await figures(product.slug, product.category)).toEqual({ page: 3, list: 3 });
  expect(await readStock(sku)).toMatchObject({
    onHand: before.onHand - 2,
    reserved: before.reserved,
    available: 3,
  });

  const cancelled = await call("POST", `/api/orders/${id}/cancel`, { token: shopper });
  expect([cancelled.status, orderSchema.parse(cancelled.body).status]).toEqual([200, "cancelled"]);
  expect(await figures(product.slug, product.category)).toEqual({ page: 5, list: 5 });

  await setAvailableStock(sku, 9);
  expect(await figures(product.slug, product.category)).toEqual({ page: 9, list: 9 });
});

test("the ledger explains every unit: versions rise by one and the deltas sum to the stock", async () => {
  const { sku } = await stockFirstSkuOnly("lean-board", 4);
  const token = await tokenOf("inventory");
  const shopper = await tokenOf("shopper");
  const placed = await call("POST", "/api/orders", {
    token: shopper,
    body: { items: [{ sku, quantity: 1 }] },
  });
  await call("POST", `/api/orders/${orderSchema.parse(placed.body).id}/cancel`, { token: shopper });
  const answer = await call("GET", `/api/inventory/${sku}/movements?limit=100`, { token });
  const movements = (
    answer.body as {
      items: { version: number; kind: string; delta: { onHand: number; reserved: number }; actor: unknown }[];
    }
  ).items;
  const row = await readStock(sku);
  expect(movements.map((movement) => movement.version)).toEqual(
    Array.from({ length: row.version }, (_, i) => row.version - i),
  );
  expect(movements.reduce((sum, movement) => sum + movement.delta.onHand, 0)).toBe(row.onHand);
  expect(movements.reduce((sum, movement) => sum + movement.delta.reserved, 0)).toBe(row.reserved);
  expect(movements.at(-1)?.kind).toBe("receive");
  expect(movements.every((movement) => movement.actor !== null)).toBe(true);
});

test("what is left is told when too few are left, and nothing changes", async () => {
  const { product, sku } = await stockFirstSkuOnly("number-nine-skillet", 2);
  const answer = await call("POST", "/api/orders", {
    token: await tokenOf("shopper"),
    body: { productId: product.id, quantity: 3 },
  });
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({ code: "inventory.insufficient_stock", available: { [sku]: 2 } });
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(await readStock(sku)).toMatchObject({ available: 2 });
});

test("one key, one order: a repeated request gets the same answer, another body is refused", async () => {
  const { sku } = await stockFirstSkuOnly("dip-tumbler", 6);
  const token = await tokenOf("shopper");
  const body = { items: [{ sku, quantity: 1 }] };
  const key = crypto.randomUUID();
  const first = await call("POST", "/api/orders", { token, body, key });
  const again = await call("POST", "/api/orders", { token, body, key });
  expect([again.status, again.body]).toEqual([first.status, first.body]);
  expect(await readStock(sku)).toMatchObject({ available: 5 });
  const other = await call("POST", "/api/orders", { token, body: { items: [{ sku, quantity: 2 }] }, key });
  expect([other.status, (other.body as { code: string }).code]).toEqual([422, "idempotency.key_reused"]);
  const none = await call("POST", "/api/orders", { token, body, key: null });
  expect([none.status, (none.body as { code: string }).code]).toEqual([400, "idempotency.key_required"]);
  expect(await readStock(sku)).toMatchObject({ available: 5 });
});
