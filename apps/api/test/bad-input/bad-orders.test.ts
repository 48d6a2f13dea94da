import { beforeAll, expect, test } from "vitest";
import { expectNothingChanged } from "../expect-refusal.ts";
import { type MemoryShop, openMemoryShop } from "../memory-shop.ts";

let shop: MemoryShop;
let orderId: string;
beforeAll(async () => {
  shop = await openMemoryShop();
  const body = { items: [one] };
  const held = await shop.call("POST", "/api/orders", { token: shop.tokenOf("shopper"), body });
  orderId = String(held.body.id);
});

const one = { sku: "PLATE-1", quantity: 1 };

const EVIL = { $gt: "" };

test.each<[string, unknown]>([
  ["no body", undefined],
  ["an empty object", {}],
  ["an array", [one]],
  ["a number", 7],
  ["null", null],
  ["no items", { items: [] }],
  ["101 items", { items: Array.from({ length: 101 }, () => one) }],
  ["quantity 0", { items: [{ ...one, quantity: 0 }] }],
  ["quantity -1", { items: [{ ...one, quantity: -1 }] }],
  ["quantity 1.5", { items: [{ ...one, quantity: 1.5 }] }],
  ["quantity 10⁹", { items: [{ ...one, quantity: 1e9 }] }],
  ["quantity 10³⁰⁰", { items: [{ ...one, quantity: 1e300 }] }],
  ["quantity as text", { items: [{ ...one, quantity: "1" }] }],
  ["quantity null", { items: [{ ...one, quantity: null }] }],
  ["no quantity", { items: [{ sku: "PLATE-1" }] }],
  ["an operator as quantity", { items: [{ ...one, quantity: EVIL }] }],
  ["an operator as sku", { items: [{ sku: EVIL, quantity: 1 }] }],
  ["an operator as productId", { productId: EVIL, quantity: 1 }],
  ["an operator as items", { items: EVIL }],
  ["an operator beside", { items: [one], $where: "1" }],
  ["more than there is", { items: [{ ...one, quantity: 1000 }] }],
  ["two lines of one SKU beyond what there is", { items: [one, { ...one, quantity: 39 }] }],
  ["an unknown SKU", { items: [{ sku: "NO-SUCH", quantity: 1 }] }],
  ["one known and one unknown SKU", { items: [one, { sku: "NO-SUCH", quantity: 1 }] }],
  ["an unknown product", { productId: "f".repeat(24), quantity: 1 }],
  ["a product id that is none", { productId: "mug", quantity: 1 }],
  ["productId and items", { productId: "f".repeat(24), quantity: 1, items: [one] }],
  ["productId without quantity", { productId: "f".repeat(24) }],
  ["a client's price", { items: [{ ...one, unitPriceMinor: 1 }] }],
  ["a client's total", { items: [one], totalMinor: 1 }],
  ["a client's user", { items: [one], userId: "admin" }],
  ["a client's owner", { items: [one], ownerKey: "user:admin" }],
  ["a client's status", { items: [one], status: "paid" }],
  ["a client's role", { items: [one], role: "admin" }],
])("POST /api/orders with %s", async (_, body) => {
  await expectNothingChanged(shop, () =>
    shop.call("POST", "/api/orders", { token: shop.tokenOf("shopper"), body }),
  );
});

test.each([
  '{"items":[{"sku":"PLATE-1","quantity":1}],"__proto__":{"role":"admin"}}',
  '{"items":[{"sku":"PLATE-1","quantity":1,"__proto__":{}}]}',
  '{"items":[{"sku":"PLATE-1","quantity":1}],"constructor":{"prototype":{}}}',
  '{"items":[{"sku":"PLATE-1","quantity":1}]',
  "items=PLATE-1",
  "{]",
  '"text"',
  `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`,
])("POST /api/orders with the body %s", async (raw) => {
  await expectNothingChanged(shop, () =>
    shop.call("POST", "/api/orders", {
      token: shop.tokenOf("shopper"),
      raw,
      headers: { "content-type": "application/json" },
    }),
  );
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/jsonp",
  "",
])("a body as %o is 415", async (type) => {
  const answer = await expectNothingChanged(shop, () =>
    shop.call("POST", "/api/orders", {
      token: shop.tokenOf("shopper"),
      raw: JSON.stringify({ items: [one] }),
      headers: type === "" ? {} : { "content-type": type },
    }),
  );
  expect(answer.status).toBe(415);
});

test("a body of 1 MB is 413", async () => {
  const body = { items: [one], note: "x".repeat(1024 * 1024) };
  const answer = await expectNothingChanged(shop, () =>
    shop.call("POST", "/api/orders", { token: shop.tokenOf("shopper"), body }),
  );
  expect(answer.status).toBe(413);
});

test.each<[string, object]>([
  ["an operator as card", { card: EVIL }],
  ["a card that is none", { card: { number: "1" } }],
  ["a client's amount", { amountMinor: 1 }],
  ["the id again in the body", { id: "f".repeat(24) }],
])("paying with %s", async (_, body) => {
  await expectNothingChanged(shop, () =>
    shop.call("POST", `/api/orders/${orderId}/pay`, { token: shop.tokenOf("shopper"), body }),
  );
});

test.each<[string, unknown]>([
  ["no body", undefined],
  ["no lines", { lines: [] }],
  ["quantity 0", { lines: [{ ...one, quantity: 0 }] }],
  ["quantity -1", { lines: [{ ...one, quantity: -1 }] }],
  ["more than the order has", { lines: [{ ...one, quantity: 2 }] }],
  ["a SKU that the order has not", { lines: [{ sku: "MUG-EMBER", quantity: 1 }] }],
  ["an operator as lines", { lines: EVIL }],
  ["an operator as sku", { lines: [{ sku: EVIL, quantity: 1 }] }],
  ["an amount of one's own", { lines: [one], refundMinor: 1 }],
  ["another id beside", { lines: [one], id: "f".repeat(24) }],
  ["a note without end", { lines: [one], note: "x".repeat(401) }],
])("POST /api/orders/{id}/cancel-lines and /return with %s", async (_, body) => {
  for (const [path, role] of [
    ["cancel-lines", "shopper"],
    ["return", "admin"],
  ] as const) {
    const whole = path === "return" && body !== undefined ? { ...(body as object), restock: true } : body;
    await expectNothingChanged(shop, () =>
      shop.call("POST", `/api/orders/${orderId}/${path}`, { token: shop.tokenOf(role), body: whole }),
    );
  }
});
