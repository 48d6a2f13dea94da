import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { buildProduct, guest, staff } from "@scarlet/testing/builders";
import { checkStockInvariants, stockUp } from "@scarlet/testing/memory";
import { beforeEach, describe, expect, test } from "vitest";
import { crashAt, described, marta, openHeldOrder } from "../../../test/held-order-fixture.ts";
import { rowOf, type Shop } from "../../../test/memory-shop.ts";
import {
  cancelLines,
  cancelOrder,
  describeOrder,
  expireHolds,
  fulfilOrder,
  payOrder,
  placeOrder,
  settlePayments,
  takeBack,
} from "../index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
const plate = buildProduct("plate", { "PLATE-1": 1000 });
let shop: Shop;
let order: OrderView;
let held: Awaited<ReturnType<typeof openHeldOrder>>;

/** Two mugs at 24.00 and three plates at 10.00, held for Marta. */
beforeEach(async () => {
  held = await openHeldOrder();
  ({ shop } = held);
  await cancelOrder(shop.as(marta), { id: held.order.id }, "away");
  stockUp(shop.db, plate, 5);
  const items = [
    { sku: "MUG-1", quantity: 2 },
    { sku: "PLATE-1", quantity: 3 },
  ];
  order = await placeOrder(shop.as(marta), { items }, "place-both");
});

const lines = (mugs: number, plates: number) => [
  ...(mugs > 0 ? [{ sku: "MUG-1", quantity: mugs }] : []),
  ...(plates > 0 ? [{ sku: "PLATE-1", quantity: plates }] : []),
];
const cancel = (key: string, mugs: number, plates: number, from = shop) =>
  cancelLines(from.as(marta), { id: order.id, lines: lines(mugs, plates) }, key);
const pay = () => payOrder(shop.as(marta), { id: order.id }, "pay");
const well = () => expect(checkStockInvariants(shop.db)).toEqual([]);

describe("cancelling a part", () => {
  test("of a held order frees it, lowers the total, and once for one key", async () => {
    await describeOrder(shop.as(marta), { id: order.id, ...described });
    const left = await cancel("c1", 1, 0);
    expect(left).toMatchObject({ status: "pending", goodsMinor: 5400, deliveryMinor: 490, totalMinor: 5890 });
    expect(left.lines).toMatchObject([
      { sku: "MUG-1", quantity: 1, cancelled: 1 },
      { sku: "PLATE-1", quantity: 3, cancelled: 0 },
    ]);
    expect(left.timeline.at(-1)).toMatchObject({ event: "lines_cancelled", note: "1 × MUG-1" });
    expect(await cancel("c1", 1, 0)).toEqual(left);
    await expect(cancel("c1", 1, 1)).rejects.toEqual(code("idempotency.key_reused"));
    expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 1 });
    expect(shop.gateway.captures.size).toBe(0);
    well();
  });

  test("again and again, then pay and cancel the rest: every piece and cent is back", async () => {
    await cancel("c1", 1, 0);
    await cancel("c2", 0, 1);
    expect(await pay()).toMatchObject({ status: "paid", totalMinor: 4400, payment: { amountMinor: 4400 } });
    const part = await cancel("c3", 0, 1);
    expect(part).toMatchObject({ status: "paid", totalMinor: 3400, payment: { refundedMinor: 1000 } });
    expect(rowOf(shop, "PLATE-1")).toMatchObject({ onHand: 4, reserved: 0 });
    expect(shop.gateway.kept(order.id)).toBe(3400);
    const gone = await cancelOrder(shop.as(marta), { id: order.id }, "c4");
    expect(gone).toMatchObject({ status: "cancelled", payment: { refundedMinor: 4400 } });
    expect(shop.gateway.kept(order.id)).toBe(0);
    expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 3, reserved: 0 });
    expect(rowOf(shop, "PLATE-1")).toMatchObject({ onHand: 5, reserved: 0 });
    well();
  });

  test("all that is left is the whole order", async () => {
    await cancel("c1", 2, 0);
    const gone = await cancel("c2", 0, 3);
    expect(gone).toMatchObject({ status: "cancelled" });
    expect(rowOf(shop, "PLATE-1")).toMatchObject({ reserved: 0 });
    well();
  });

  test("the rest of a hold ends like any hold", async () => {
    await cancel("c1", 2, 1);
    shop.db.clock.advance(901_000);
    expect(await expireHolds(shop.as(SYSTEM_ACTOR))).toBe(1);
    expect(rowOf(shop, "PLATE-1")).toMatchObject({ onHand: 5, reserved: 0 });
    well();
  });

  test("more than there is, another SKU, somebody else's order and no key are refused", async () => {
    await expect(cancel("c1", 3, 0)).rejects.toEqual(code("orders.not_so_many"));
    const other = { id: order.id, lines: [{ sku: "LAMP", quantity: 1 }] };
    await expect(cancelLines(shop.as(marta), other, "c2")).rejects.toEqual(code("orders.not_so_many"));
    const mine = { id: order.id, lines: lines(1, 0) };
    await expect(cancelLines(shop.as(guest()), mine, "c3")).rejects.toEqual(code("orders.not_found"));
    await expect(cancelLines(shop.as(marta), mine, undefined)).rejects.toEqual(
      code("idempotency.key_required"),
    );
    await pay();
    await fulfilOrder(shop.as(staff("support")), { id: order.id });
    await expect(cancel("c4", 1, 0)).rejects.toEqual(code("orders.state_conflict"));
    expect(shop.db.movements.filter(({ kind }) => kind === "return")).toEqual([]);
    well();
  });

  test("two at once of the last mugs: one gets them, the other is told", async () => {
    const both = await Promise.allSettled([cancel("c1", 2, 0), cancel("c2", 1, 0)]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    well();
  });

  const steps = [
    "stock: committed",
    "gateway: refund",
    "gateway: refunded",
    "orders: replace",
    "orders: replaced",
  ];
  const menders = ["the retry", "the housekeeper", "another cancel"];
  test.each(steps.flatMap((step) => menders.map((mender) => ({ step, mender }))))(
    "a crash at '$step' after the commit: $mender sends the money of the part back once",
    async ({ step, mender }) => {
      await pay();
      const weak = held.beside(crashAt(step, "stock: committed"));
      const gateway = weak.gateway;
      const mortal = { ...weak.as(marta), payments: dying(gateway, step) };
      await cancelLines(mortal, { id: order.id, lines: lines(1, 0) }, "c1").catch(() => "killed");
      shop.db.clock.advance(61_000);
      if (mender === "the retry") await cancel("c1", 1, 0);
      else if (mender === "the housekeeper") await settlePayments(shop.as(SYSTEM_ACTOR));
      else await cancel("c2", 0, 1);
      const more = mender === "another cancel" ? 1000 : 0;
      expect(shop.gateway.kept(order.id)).toBe(7800 - 2400 - more);
      expect(shop.db.orders.get(order.id)).toMatchObject({
        settlement: null,
        payment: { refundedMinor: 2400 + more },
      });
      well();
    },
  );
});

/** The gateway, for a process that dies before or after it asked for a refund. */
function dying(gateway: Shop["gateway"], step: string): Shop["gateway"] {
  return {
    ...gateway,
    async refund(request) {
      if (step === "gateway: refund") throw new Error("killed");
      await gateway.refund(request);
      if (step === "gateway: refunded") throw new Error("killed");
    },
  };
}

describe("taking back what was sent", () => {
  const back = (key: string, restock: boolean, mugs: number, plates: number) =>
    takeBack(
      shop.as(staff("support")),
      { id: order.id, lines: lines(mugs, plates), restock, note: "Chipped." },
      key,
    );

  beforeEach(async () => {
    await pay();
    await fulfilOrder(shop.as(staff("support")), { id: order.id });
  });

  test("with restock puts it on the shelf again, without leaves the shelf alone; the money goes back both ways", async () => {
    const first = await back("r1", true, 1, 0);
    expect(first).toMatchObject({ status: "fulfilled", payment: { refundedMinor: 2400 } });
    expect(first.timeline.find(({ event }) => event === "returned")).toMatchObject({
      note: "1 × MUG-1. Chipped.",
      actor: { name: "support-person" },
    });
    expect(await back("r1", true, 1, 0)).toEqual(first);
    expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 2, reserved: 0 });
    expect(shop.db.movements.at(-1)).toMatchObject({ kind: "return", reason: "returned", orderId: order.id });
    const second = await back("r2", false, 0, 2);
    expect(second).toMatchObject({ payment: { refundedMinor: 4400 }, totalMinor: 7800 });
    expect(second.lines).toMatchObject([{ returned: 1 }, { returned: 2, quantity: 3 }]);
    expect(rowOf(shop, "PLATE-1")).toMatchObject({ onHand: 2, reserved: 0 });
    expect(shop.gateway.kept(order.id)).toBe(3400);
    well();
  });

  test("no more than was sent comes back, and only staff who may cancel take it", async () => {
    await back("r1", true, 2, 0);
    await expect(back("r2", true, 1, 0)).rejects.toEqual(code("orders.not_so_many"));
    const input = { id: order.id, lines: lines(0, 1), restock: true };
    for (const actor of [marta, staff("inventory")])
      await expect(takeBack(shop.as(actor), input, "r3")).rejects.toEqual(code("accounts.forbidden"));
    expect(shop.gateway.kept(order.id)).toBe(3000);
    well();
  });

  test("what was not sent cannot come back", async () => {
    const next = await placeOrder(shop.as(marta), { items: lines(1, 0) }, "place-next");
    const input = { id: next.id, lines: lines(1, 0), restock: true };
    await expect(takeBack(shop.as(staff("admin")), input, "r1")).rejects.toEqual(
      code("orders.state_conflict"),
    );
  });
});
