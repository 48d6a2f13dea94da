import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { checkStockInvariants, MEMORY_SIGNATURE, type Pause, SILENT_CARD } from "@scarlet/testing/memory";
import { beforeEach, expect, test } from "vitest";
import { described, marta, openHeldOrder } from "../../../test/held-order-fixture.ts";
import { rowOf, type Shop } from "../../../test/memory-shop.ts";
import { cancelOrder, describeOrder, expireHolds, handlePaymentNotice, settlePayments } from "../index.ts";

let held: Awaited<ReturnType<typeof openHeldOrder>>;
let shop: Shop;
const keyOf = () => [...shop.gateway.captures.keys()][0] ?? "none";
const notice = (change: object = {}, signature: string | null = MEMORY_SIGNATURE, from = shop) => {
  const body = JSON.stringify({ orderId: held.order.id, key: keyOf(), amountMinor: 4800, ...change });
  return handlePaymentNotice(from.as(SYSTEM_ACTOR), { body, signature });
};
/** Pays with the card whose capture is never answered. */
const payUnheard = () =>
  expect(held.pay(shop, "k1", SILENT_CARD)).rejects.toMatchObject({ code: "payments.unavailable" });
const well = () => expect(checkStockInvariants(shop.db)).toEqual([]);

beforeEach(async () => {
  held = await openHeldOrder();
  ({ shop } = held);
});

test("a message completes the sale whose answer got lost; its twin and the housekeeper change nothing", async () => {
  await payUnheard();
  expect(await notice()).toBe("sold");
  expect(held.stored()).toMatchObject({ status: "paid", settlement: null, payment: { amountMinor: 4800 } });
  const before = structuredClone(held.stored());
  expect(await notice()).toBe("known");
  shop.db.clock.advance(61_000);
  await settlePayments(shop.as(SYSTEM_ACTOR));
  expect(held.stored()).toEqual(before);
  expect(rowOf(shop, "MUG-1")).toMatchObject({ onHand: 1, reserved: 0 });
  expect(shop.gateway.kept(held.order.id)).toBe(4800);
  well();
});

test("a message that comes after the hold was lost sends the money back, once however often it comes", async () => {
  await payUnheard();
  shop.db.clock.advance(901_000);
  await expireHolds(shop.as(SYSTEM_ACTOR));
  expect(await notice()).toBe("refused");
  expect(await notice()).toBe("known");
  expect(held.stored()).toMatchObject({ status: "expired", payment: { refundedMinor: 4800 } });
  expect(held.stored()?.timeline.map(({ event }) => event)).toEqual(["held", "expired", "refunded"]);
  expect(shop.gateway.kept(held.order.id)).toBe(0);
  expect(shop.gateway.refunds.size).toBe(1);
  well();
});

test("a message after the order was cancelled or paid another way sends the money back", async () => {
  await payUnheard();
  await cancelOrder(shop.as(marta), { id: held.order.id }, "away");
  expect(await notice()).toBe("refused");
  expect(shop.gateway.kept(held.order.id)).toBe(0);
  expect(held.stored()?.timeline.at(-1)).toMatchObject({ event: "refunded" });
  well();
});

test("a capture that nobody waits for any more still sells what is held, and is told when it goes back", async () => {
  await payUnheard();
  const order = held.stored();
  if (order === undefined) throw new Error("no order");
  shop.db.orders.set(order.id, { ...order, settlement: null, version: order.version + 1 });
  await describeOrder(shop.as(marta), { id: order.id, ...described });
  expect(await notice()).toBe("refused");
  expect(held.stored()?.timeline.at(-1)).toMatchObject({ event: "refunded" });
  expect(shop.gateway.kept(order.id)).toBe(0);
  well();
});

test("a message that is quicker than the request that paid: both are told that it is paid, and the retry as well", async () => {
  let told = false;
  const pause: Pause = async (step) => {
    if (step !== "stock: begin" || told) return;
    told = true;
    await notice();
  };
  const paid = await held.pay(held.beside(pause), "k1");
  expect(told).toBe(true);
  expect(paid).toMatchObject({ status: "paid", payment: { amountMinor: 4800, refundedMinor: 0 } });
  expect(await held.pay(shop, "k1")).toEqual(paid);
  expect(shop.gateway.kept(held.order.id)).toBe(4800);
  expect(shop.db.movements.filter(({ kind }) => kind === "sale")).toHaveLength(1);
  well();
});

test("what is not signed, or speaks of what nobody knows, does nothing", async () => {
  await payUnheard();
  for (const signature of [null, "", "forged"])
    await expect(notice({}, signature)).rejects.toMatchObject({ code: "payments.bad_signature" });
  expect(await notice({ key: "unknown" })).toBe("ignored");
  expect(await notice({ orderId: "f".repeat(24) })).toBe("ignored");
  const nothing = { body: "null", signature: MEMORY_SIGNATURE };
  expect(await handlePaymentNotice(shop.as(SYSTEM_ACTOR), nothing)).toBe("ignored");
  expect(held.stored()).toMatchObject({ status: "pending", payment: null });
});

test("a lie about the amount changes nothing: what the order waits for is written down", async () => {
  await payUnheard();
  expect(await notice({ amountMinor: 1 })).toBe("sold");
  expect(held.stored()).toMatchObject({ payment: { amountMinor: 4800 } });
  await expect(held.pay(held.shop, "k9")).rejects.toMatchObject({ code: "orders.state_conflict" });
});
