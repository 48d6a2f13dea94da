import {
  idempotencyKeyReused,
  outcomeUnknown,
  SYSTEM_ACTOR,
  temporarilyUnavailable,
} from "@scarlet/domain/kernel";
import { gatewayUnavailable } from "@scarlet/domain/payments";
import type { Pause } from "@scarlet/testing/memory";
import { beforeEach, describe, expect, test } from "vitest";
import { described, marta, openHeldOrder } from "../../../test/held-order-fixture.ts";
import { cancelLines, cancelOrder, describeOrder, payOrder, settlePayments } from "../index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
let held: Awaited<ReturnType<typeof openHeldOrder>>;

beforeEach(async () => {
  held = await openHeldOrder();
});

/** Fails at a step, once, with what stands there. */
function failAt(step: string, error: Error): Pause {
  let failed = false;
  return (at) => {
    if (at !== step || failed) return;
    failed = true;
    throw error;
  };
}

describe("once the money is there, no answer says that nothing was done", () => {
  test.each([
    ["the shop is too busy for the stock step", temporarilyUnavailable(1)],
    ["the commit's answer got lost", outcomeUnknown()],
    ["the database goes away", new Error("connection closed")],
  ])("%s: paid, being booked; the same key tells when it is done", async (_, error) => {
    for (const step of ["stock: begin", "stock: committed"]) {
      held = await openHeldOrder();
      const weak = held.beside(failAt(step, error));
      await expect(held.pay(weak, "k1")).rejects.toMatchObject({
        code: "orders.paid_being_booked",
        kind: "outcome_unknown",
        details: { paidMinor: 4800, retryAfterSeconds: 1 },
      });
      expect(await held.pay(held.shop, "k1")).toMatchObject({ status: "paid" });
      expect(held.shop.gateway.kept(held.order.id)).toBe(4800);
    }
  });

  test("the order cannot take it and the way back is not answered: it is going back, then it has gone", async () => {
    const { shop } = held;
    const weak = held.beside((step) => {
      if (step === "stock: begin") shop.db.clock.advance(900_000);
    });
    let silent = true;
    const payments: typeof shop.gateway = {
      ...shop.gateway,
      async refund(request) {
        if (!silent) return shop.gateway.refund(request);
        silent = false;
        throw gatewayUnavailable();
      },
    };
    const pay = () => payOrder({ ...weak.as(marta), payments }, { id: held.order.id }, "k1");
    await expect(pay()).rejects.toMatchObject({
      code: "orders.payment_going_back",
      kind: "outcome_unknown",
    });
    await expect(pay()).rejects.toEqual(code("orders.paid_too_late"));
    expect(shop.gateway.kept(held.order.id)).toBe(0);
  });

  test("a refusal of the stock step that is no want of time sends the money back and says so", async () => {
    const weak = held.beside(failAt("stock: begin", idempotencyKeyReused()));
    await expect(held.pay(weak, "k1")).rejects.toMatchObject({
      code: "orders.payment_sent_back",
      details: { refundedMinor: 4800 },
    });
    expect(held.shop.gateway.kept(held.order.id)).toBe(0);
  });
});

describe("a gateway that is only asked what it knows, and is silent", () => {
  const silentFind = () => ({
    ...held.shop.as(marta),
    payments: { ...held.shop.gateway, abandon: () => Promise.reject(gatewayUnavailable()) },
  });

  test("changing and cancelling a part were not done and say so; paying asks on", async () => {
    await expect(held.pay(held.beside(failAt("stock: begin", new Error("killed"))), "k1")).rejects.toThrow();
    const { id } = held.order;
    const [line] = held.order.lines;
    await expect(describeOrder(silentFind(), { id, ...described })).rejects.toMatchObject({
      code: "payments.no_answer",
      kind: "unavailable",
    });
    const part = { id, lines: [{ sku: line?.sku ?? "", quantity: 1 }] };
    await expect(cancelLines(silentFind(), part, "c1")).rejects.toEqual(code("payments.no_answer"));
    expect(held.stored()).toMatchObject({ address: null, totalMinor: 4800 });
  });

  test("a part is cancelled and its refund is not answered: it is cancelled, its money under way; the next was not done", async () => {
    const { shop, order } = held;
    await held.pay(shop, "k1");
    const payments = { ...shop.gateway, refund: () => Promise.reject(gatewayUnavailable()) };
    const [line] = order.lines;
    const part = { id: order.id, lines: [{ sku: line?.sku ?? "", quantity: 1 }] };
    expect(await cancelLines({ ...shop.as(marta), payments }, part, "c1")).toMatchObject({
      lines: [{ quantity: 1, cancelled: 1 }],
      payment: { refundedMinor: 0 },
      settling: { kind: "refund", amountMinor: 2400 },
    });
    const before = held.stored();
    const next = cancelOrder({ ...shop.as(marta), payments }, { id: order.id }, "c2");
    await expect(next).rejects.toEqual(code("orders.refund_under_way"));
    expect(held.stored()).toEqual(before);
    shop.db.clock.advance(61_000);
    await settlePayments(shop.as(SYSTEM_ACTOR));
    expect(held.stored()).toMatchObject({ settlement: null, payment: { refundedMinor: 2400 } });
  });
});
