import { beforeEach, expect, test } from "vitest";
import { browserOf } from "../browser-session.ts";
import { type MemoryShop, openMemoryShop } from "../memory-shop.ts";

let shop: MemoryShop;
beforeEach(async () => {
  shop = await openMemoryShop();
});

const body = { items: [{ sku: "PLATE-1", quantity: 1 }] };
const order = (key: string | null) =>
  shop.call("POST", "/api/orders", { token: shop.tokenOf("shopper"), key, body });

test("a key in quotes is the key without them, either way round", async () => {
  const first = await order('"8e03978e-40d5"');
  expect(first.status).toBe(201);
  expect((await order("8e03978e-40d5")).body.id).toBe(first.body.id);
  expect((await order('"8e03978e-40d5"')).body.id).toBe(first.body.id);
  expect(shop.db.orders.size).toBe(1);
});

test.each(['"open', "two words", '"a", "b"', '""', "a/b", '"a";p=1'])(
  "%s is told to be malformed by REST and tRPC, and nothing is done",
  async (key) => {
    const before = shop.books();
    const rest = await order(key);
    expect([rest.status, rest.body.code]).toEqual([400, "idempotency.key_malformed"]);
    const browser = browserOf(shop.call, "storefront");
    const trpc = await browser.mutate("orders.place", body, key);
    expect([trpc.status, trpc.error?.data.errorCode]).toEqual([400, "idempotency.key_malformed"]);
    expect(shop.books()).toBe(before);
  },
);

test("no key is told to be missing", async () => {
  const { status, body: told } = await order(null);
  expect([status, told.code]).toEqual([400, "idempotency.key_required"]);
});

test("a read does not mind a key that means nothing to it", async () => {
  const headers = { "idempotency-key": '"open' };
  expect((await shop.call("GET", "/api/catalog/products", { headers })).status).toBe(200);
  expect((await shop.call("GET", "/api/trpc/catalog.shelves", { headers })).status).toBe(200);
});
