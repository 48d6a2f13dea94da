import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deliveryMinor } from "../cart/index.ts";
import { returnLines, returnWorthMinor } from "./line-changes.ts";
import { requireEdge } from "./rules.ts";
import type { Order, OrderLine } from "./schema.ts";

const NOW = new Date("2026-01-01T12:00:00Z");
const entry = {
  event: "returned",
  at: NOW,
  actor: { kind: "user", id: "s", name: "S" },
  note: null,
} as const;

/** An order that was paid and sent: so many pieces at these prices. */
function sent(delivery: Order["delivery"], ...bought: readonly (readonly [number, number])[]): Order {
  const lines = bought.map(
    ([quantity, unitPriceMinor], index) =>
      ({ sku: `S-${index}`, quantity, unitPriceMinor, cancelled: 0, returned: 0 }) as OrderLine,
  );
  const goodsMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  const paidDelivery = deliveryMinor(delivery, goodsMinor);
  const amountMinor = goodsMinor + paidDelivery;
  const payment = { reference: "r", gateway: "test", cardLast4: "4242", amountMinor, refundedMinor: 0 };
  const totals = { goodsMinor, deliveryMinor: paidDelivery, totalMinor: amountMinor };
  return {
    status: "fulfilled",
    delivery,
    lines,
    payment,
    ...totals,
    timeline: [],
    mailsDue: [],
    version: 1,
  } as unknown as Order;
}

/** Takes pieces back and counts the money as refunded. */
function back(
  order: Order,
  sku: string,
  quantity: number,
): { readonly order: Order; readonly minor: number } {
  const lines = [{ sku, quantity }];
  const minor = returnWorthMinor(order, lines);
  const after = returnLines(order, lines, requireEdge(order, "return_to_shelf", NOW), entry);
  const payment = order.payment && {
    ...order.payment,
    refundedMinor: order.payment.refundedMinor + minor,
  };
  return { order: { ...after, payment }, minor };
}

describe("what goes back with what came back", () => {
  test.each([
    ["standard", 1400, 1400 + 490],
    ["express", 1400, 1400 + 490],
    ["standard", 7000, 7000],
    ["express", 7000, 7000],
    ["none", 1400, 1400],
  ] as const)("all of it, sent by %s, goods of %i: %i", (delivery, goods, minor) => {
    expect(back(sent(delivery, [1, goods]), "S-0", 1).minor).toBe(minor);
  });

  test("a part keeps its delivery; the last part brings it back, once", () => {
    const order = sent("standard", [2, 1000], [1, 500]);
    const first = back(order, "S-0", 1);
    const second = back(first.order, "S-1", 1);
    const last = back(second.order, "S-0", 1);
    expect([first.minor, second.minor, last.minor]).toEqual([1000, 500, 1490]);
    expect(last.order.payment).toMatchObject({ amountMinor: 2990, refundedMinor: 2990 });
  });

  test("what was cancelled before it was sent does not count as kept", () => {
    const order = sent("standard", [2, 1000]);
    const [line] = order.lines;
    const payment = order.payment && { ...order.payment, refundedMinor: 1000 };
    const lines = line === undefined ? [] : [{ ...line, quantity: 1, cancelled: 1 }];
    expect(back({ ...order, lines, payment }, "S-0", 1).minor).toBe(1490);
  });

  test("money that went back another way does not go back twice", () => {
    const order = sent("standard", [1, 1400]);
    const payment = order.payment && { ...order.payment, refundedMinor: 1000 };
    expect(back({ ...order, payment }, "S-0", 1).minor).toBe(890);
  });

  test("whatever comes back in whatever order, refunds never exceed what was paid, and all but the surplus goes back", () => {
    const deliveries = fc.constantFrom("none", "standard", "express");
    const bought = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9000 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(deliveries, bought, fc.array(fc.nat(), { maxLength: 40 }), (delivery, things, picks) => {
        let order = sent(delivery, ...things);
        const paid = order.payment?.amountMinor ?? 0;
        for (const pick of picks) {
          const left = order.lines.filter((line) => line.quantity > line.returned);
          const line = left[pick % Math.max(1, left.length)];
          if (line === undefined) break;
          ({ order } = back(order, line.sku, 1 + (pick % (line.quantity - line.returned))));
          expect(order.payment?.refundedMinor).toBeLessThanOrEqual(paid);
        }
        const isAll = order.lines.every((line) => line.quantity === line.returned);
        const kept = paid - (order.payment?.refundedMinor ?? 0);
        if (isAll)
          expect(kept).toBe(
            order.deliveryMinor - Math.min(order.deliveryMinor, deliveryMinor("standard", order.goodsMinor)),
          );
      }),
    );
  });
});
