import type { OrderView } from "@scarlet/domain/orders";
import { guest, staff } from "@scarlet/testing/builders";
import { checkStockInvariants, DECLINED_CARD } from "@scarlet/testing/memory";
import { beforeEach, describe, expect, test } from "vitest";
import { described, marta, mug, openHeldOrder } from "../../../test/held-order-fixture.ts";
import { rowOf, type Shop } from "../../../test/memory-shop.ts";
import { cancelOrder, describeOrder, getOrder, payOrder, placeOrder } from "../index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
let held: Awaited<ReturnType<typeof openHeldOrder>>;
let shop: Shop;
let order: OrderView;

beforeEach(async () => {
  held = await openHeldOrder();
  ({ shop, order } = held);
});

describe("paying", () => {
  test("charges the total once, then sells: on hand and reserved fall together", async () => {
    await describeOrder(shop.as(marta), { id: order.id, ...described });
    const paid = await held.pay(shop, "k1");
    expect(paid).toMatchObject({
      status: "paid",
      totalMinor: 5290,
      payment: { amountMinor: 5290, refundedMinor: 0, cardLast4: "4242" },
      may: { pay: false, cancel: true, extend: false },
    });
    expect(paid.timeline.map(({ event }) => event)).toEqual(["held", "paid"]);
    expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 1, reserved: 0, available: 1 });
    expect(shop.gateway.kept(order.id)).toBe(5290);
    expect(held.stored()?.settlement).toBeNull();
    expect(paid).not.toHaveProperty("settlement");
    expect(checkStockInvariants(shop.db)).toEqual([]);
  });

  test("without a card the gateway approves", async () => {
    expect((await payOrder(shop.as(marta), { id: order.id }, "k1")).status).toBe("paid");
  });

  test("the same key again gets the same answer; another key hears that it is paid; nothing is charged twice", async () => {
    const paid = await held.pay(shop, "k1");
    expect(await held.pay(shop, "k1")).toEqual(paid);
    await expect(held.pay(shop, "k2")).rejects.toEqual(code("orders.state_conflict"));
    await expect(held.pay(shop, "k1", "5555555555554444")).rejects.toEqual(code("idempotency.key_reused"));
    expect(shop.gateway.captures.size).toBe(1);
    expect(shop.gateway.refunds.size).toBe(0);
  });

  test("a declined card charges nothing and keeps the hold; another card pays, with the same key too", async () => {
    await expect(held.pay(shop, "k1", DECLINED_CARD)).rejects.toMatchObject({
      code: "payments.declined",
      kind: "payment_required",
    });
    expect(await getOrder(shop.as(marta), { id: order.id })).toMatchObject({
      status: "pending",
      payment: null,
    });
    expect(rowOf(shop, "MUG-1").reserved).toBe(2);
    expect((await held.pay(shop, "k1")).status).toBe("paid");
    expect(shop.gateway.kept(order.id)).toBe(4800);
  });

  test("after a declined card the address may change, and the new total is charged", async () => {
    await expect(held.pay(shop, "k1", DECLINED_CARD)).rejects.toThrow();
    await describeOrder(shop.as(marta), { id: order.id, ...described, delivery: "express" });
    expect((await held.pay(shop, "k2")).payment?.amountMinor).toBe(5790);
    expect(shop.gateway.kept(order.id)).toBe(5790);
  });

  test("two keys at the same instant, on two processes: one pays, the other hears so, one charge", async () => {
    const other = held.beside(() => {});
    const settled = await Promise.allSettled([
      held.pay(shop, "k1"),
      held.pay(other, "k2"),
      held.pay(shop, "k1"),
    ]);
    const refused = settled.filter((each) => each.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each.reason).toEqual(code("orders.state_conflict"));
    expect(held.stored()?.status).toBe("paid");
    expect(shop.gateway.captures.size).toBe(1);
    expect(shop.gateway.refunds.size).toBe(0);
  });

  test("refuses a foreign order, staff who may not, an ended hold, a cancelled order, a missing key", async () => {
    const paying = (ctx: ReturnType<Shop["as"]>, key?: string) => payOrder(ctx, { id: order.id }, key);
    await expect(paying(shop.as(guest()), "k")).rejects.toEqual(code("orders.not_found"));
    await expect(paying(shop.as(staff("support")), "k")).rejects.toEqual(code("accounts.forbidden"));
    await expect(paying(shop.as(marta))).rejects.toEqual(code("idempotency.key_required"));
    shop.db.clock.advance(900_000);
    await expect(paying(shop.as(marta), "k")).rejects.toEqual(code("orders.hold_expired"));
    const second = await placeOrder(shop.as(marta), { productId: mug.id, quantity: 1 }, "place-2");
    await cancelOrder(shop.as(marta), { id: second.id }, "c");
    await expect(payOrder(shop.as(marta), { id: second.id }, "k")).rejects.toEqual(
      code("orders.state_conflict"),
    );
    expect(shop.gateway.captures.size).toBe(0);
    expect((await placeOrder(shop.as(marta), { productId: mug.id, quantity: 3 }, "place-3")).status).toBe(
      "pending",
    );
  });
});
