import { MEMORY_SIGNATURE } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { type MemoryShop, openMemoryShop } from "./memory-shop.ts";

const PATH = "/api/payments/webhook";
let shop: MemoryShop;
let id: string;
let body: { readonly orderId: string; readonly key: string; readonly amountMinor: number };

/** A plate whose payment was captured and never answered. */
beforeEach(async () => {
  shop = await openMemoryShop();
  const token = shop.tokenOf("shopper");
  const items = [{ sku: "PLATE-1", quantity: 1 }];
  id = String((await shop.call("POST", "/api/orders", { token, body: { items } })).body.id);
  const card = { number: "4000 0000 0000 0341" };
  const lost = await shop.call("POST", `/api/orders/${id}/pay`, { token, body: { card } });
  expect([lost.status, lost.body.code]).toEqual([503, "payments.unavailable"]);
  const [key = ""] = shop.gateway.captures.keys();
  body = { orderId: id, key, amountMinor: shop.db.orders.get(id)?.totalMinor ?? 0 };
});

const tell = (signature: string | null, header = "webhook-signature") =>
  shop.call("POST", PATH, { body, key: null, headers: signature === null ? {} : { [header]: signature } });

test.each(["webhook-signature", "stripe-signature"])(
  "a message signed in %s pays the order, once",
  async (header) => {
    const first = await tell(MEMORY_SIGNATURE, header);
    expect([first.status, first.body]).toEqual([200, { outcome: "sold" }]);
    expect((await tell(MEMORY_SIGNATURE, header)).body).toEqual({ outcome: "known" });
    const seen = await shop.call("GET", `/api/orders/${id}`, { token: shop.tokenOf("shopper") });
    expect(seen.body).toMatchObject({ status: "paid" });
  },
);

test("an unsigned or forged message is a 400 and changes nothing; other methods are refused", async () => {
  const before = shop.books();
  for (const signature of [null, "forged"]) {
    const answer = await tell(signature);
    expect([answer.status, answer.body.code]).toEqual([400, "payments.bad_signature"]);
  }
  const got = await shop.call("GET", PATH);
  expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  expect(shop.books()).toBe(before);
});
