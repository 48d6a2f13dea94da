import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { checkStockInvariants, SILENT_CARD } from "@scarlet/testing/memory";
import { beforeEach, describe, expect, test } from "vitest";
import { crashAt, described, marta, openHeldOrder } from "../../../test/held-order-fixture.ts";
import { rowOf, type Shop } from "../../../test/memory-shop.ts";
import { cancelOrder, describeOrder, expireHolds, getOrder, settlePayments } from "../index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
let held: Awaited<ReturnType<typeof openHeldOrder>>;
let shop: Shop;
let order: OrderView;

beforeEach(async () => {
  held = await openHeldOrder();
  ({ shop, order } = held);
});

describe("money and holds that miss each other", () => {
  test("a capture whose hold ended meanwhile goes back, and the buyer is told, also when asking again", async () => {
    const slow = held.beside((step) => {
      if (step === "stock: begin") shop.db.clock.advance(900_000);
    });
    await expect(held.pay(slow, "k1")).rejects.toMatchObject({
      code: "orders.paid_too_late",
      kind: "conflict",
      details: { status: "expired", refundedMinor: 4800 },
    });
    expect(shop.gateway.kept(order.id)).toBe(0);
    await expect(held.pay(shop, "k1")).rejects.toEqual(code("orders.paid_too_late"));
    expect(shop.gateway.captures.size).toBe(1);
    await expireHolds(shop.as(SYSTEM_ACTOR));
    expect(await getOrder(shop.as(marta), { id: order.id })).toMatchObject({
      status: "expired",
      payment: { amountMinor: 4800, refundedMinor: 4800 },
    });
    expect(checkStockInvariants(shop.db)).toEqual([]);
  });

  test("a capture whose order was cancelled meanwhile goes back", async () => {
    let cancelled = false;
    const slow = held.beside(async (step) => {
      if (step !== "stock: begin" || cancelled) return;
      cancelled = true;
      await cancelOrder(shop.as(marta), { id: order.id }, "cancel");
    });
    await expect(held.pay(slow, "k1")).rejects.toMatchObject({
      code: "orders.paid_too_late",
      details: { status: "cancelled", refundedMinor: 4800 },
    });
    expect(shop.gateway.kept(order.id)).toBe(0);
    expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 0 });
  });

  test.each(["orders: replaced", "stock: begin", "stock: commit", "stock: committed"])(
    "a crash at '%s' is completed by the same request; one charge",
    async (step) => {
      await expect(held.pay(held.beside(crashAt(step)), "k1")).rejects.toThrow();
      const paid = await held.pay(shop, "k1");
      expect(paid.status).toBe("paid");
      expect(shop.gateway.captures.size).toBe(1);
      expect(shop.gateway.kept(order.id)).toBe(4800);
      expect(held.stored()?.settlement).toBeNull();
      expect(checkStockInvariants(shop.db)).toEqual([]);
    },
  );

  test("a lost answer of the gateway: the retry, even with another key and card, does not charge again", async () => {
    await expect(held.pay(shop, "k1", SILENT_CARD)).rejects.toMatchObject({
      code: "payments.unavailable",
      kind: "outcome_unknown",
    });
    expect((await held.pay(shop, "k2")).payment?.cardLast4).toBe(SILENT_CARD.slice(-4));
    expect(shop.gateway.kept(order.id)).toBe(4800);
  });

  test("an address cannot change the total under a captured charge", async () => {
    await expect(held.pay(held.beside(crashAt("stock: begin")), "k1")).rejects.toEqual(
      code("orders.paid_being_booked"),
    );
    const changed = describeOrder(shop.as(marta), { id: order.id, ...described });
    await expect(changed).rejects.toEqual(code("orders.payment_under_way"));
    expect((await held.pay(shop, "k1")).totalMinor).toBe(4800);
  });

  test("a total that changed while the charge was in flight sends the money back", async () => {
    let changed = false;
    const slow = held.beside(async (step) => {
      if (step !== "orders: replaced" || changed) return;
      changed = true;
      await describeOrder(shop.as(marta), { id: order.id, ...described });
    });
    await expect(held.pay(slow, "k1")).rejects.toEqual(code("orders.payment_sent_back"));
    expect(shop.gateway.kept(order.id)).toBe(0);
    expect((await held.pay(shop, "k2")).payment?.amountMinor).toBe(5290);
    expect(shop.gateway.kept(order.id)).toBe(5290);
  });

  test("a crash after the charge and nobody who asks again: the housekeeper completes the sale", async () => {
    await expect(held.pay(held.beside(crashAt("stock: begin")), "k1")).rejects.toEqual(
      code("orders.paid_being_booked"),
    );
    expect(await settlePayments(shop.as(SYSTEM_ACTOR))).toBe(0);
    shop.db.clock.advance(61_000);
    expect(await settlePayments(shop.as(SYSTEM_ACTOR))).toBe(1);
    expect(held.stored()).toMatchObject({ status: "paid", settlement: null });
    expect(await settlePayments(shop.as(SYSTEM_ACTOR))).toBe(0);
  });

  test("the same after the hold ended: the housekeeper gives the money back", async () => {
    await expect(held.pay(held.beside(crashAt("stock: begin")), "k1")).rejects.toEqual(
      code("orders.paid_being_booked"),
    );
    shop.db.clock.advance(901_000);
    await settlePayments(shop.as(SYSTEM_ACTOR));
    expect(shop.gateway.kept(order.id)).toBe(0);
    expect(held.stored()).toMatchObject({ settlement: null, payment: { refundedMinor: 4800 } });
    await expireHolds(shop.as(SYSTEM_ACTOR));
    expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 0 });
  });

  test("a charge that never reached the gateway is forgotten, and the order can be paid anew", async () => {
    await expect(held.pay(held.beside(crashAt("orders: replaced")), "k1")).rejects.toThrow("killed");
    expect(held.stored()?.settlement).toMatchObject({ kind: "charge", amountMinor: 4800 });
    shop.db.clock.advance(61_000);
    await settlePayments(shop.as(SYSTEM_ACTOR));
    expect(held.stored()?.settlement).toBeNull();
    expect((await held.pay(shop, "k2")).status).toBe("paid");
  });
});
