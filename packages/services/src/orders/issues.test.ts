import { SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { gatewayUnavailable, type PaymentNotice, refundRefused } from "@scarlet/domain/payments";
import { staff } from "@scarlet/testing/builders";
import { beforeEach, describe, expect, test } from "vitest";
import { marta, openHeldOrder } from "../../test/held-order-fixture.ts";
import type { Shop } from "../../test/memory-shop.ts";
import {
  cancelOrder,
  closeIssue,
  getOrder,
  handlePaymentNotice,
  listIssues,
  payOrder,
  placeOrder,
  retryIssue,
  sendOrderMails,
  settlePayments,
} from "./index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
const links = { urlOf: ({ id }: { readonly id: string }) => `http://shop.test/orders/${id}` };
const support = staff("support");
const HOUR = 3_600_000;

let held: Awaited<ReturnType<typeof openHeldOrder>>;
let shop: Shop;
beforeEach(async () => {
  held = await openHeldOrder();
  ({ shop } = held);
});

const open = async () => (await listIssues(shop.as(support), { state: "open", limit: 10 })).items;
const stored = () => getOrder(shop.as(marta), { id: held.order.id });
const tell = (notice: PaymentNotice) => {
  const payments = { ...shop.gateway, readWebhook: async () => notice };
  return handlePaymentNotice({ ...shop.as(SYSTEM_ACTOR), payments }, { body: "", signature: null });
};

describe("money that cannot be settled", () => {
  /** A gateway that never answers for one order. */
  const silentFor = (orderId: string) => ({
    ...shop.as(SYSTEM_ACTOR),
    payments: {
      ...shop.gateway,
      find: (key: string) =>
        key.startsWith(orderId) ? Promise.reject(gatewayUnavailable()) : shop.gateway.find(key),
    },
  });

  test("waits longer each time, keeps nobody waiting, is given up, and staff try it again", async () => {
    const dead = { ...shop.gateway, charge: () => Promise.reject(gatewayUnavailable()) };
    const { id } = held.order;
    await expect(payOrder({ ...shop.as(marta), payments: dead }, { id }, "k1")).rejects.toThrow();
    const poisoned = silentFor(id);
    let looks = 0;
    for (let minute = 0; minute < 10 * 60; minute += 1) {
      shop.db.clock.advance(60_001);
      looks += await settlePayments(poisoned);
    }
    expect(looks).toBe(12);
    const [issue] = await open();
    expect(issue).toMatchObject({ kind: "payment_stuck", orderNumber: held.order.number, amountMinor: 4800 });
    const next = await placeOrder(shop.as(marta), { items: [{ sku: "MUG-1", quantity: 1 }] }, "next");
    await expect(payOrder({ ...shop.as(marta), payments: dead }, { id: next.id }, "k2")).rejects.toThrow();
    shop.db.clock.advance(61_000);
    // The poisoned order is one of the two: its hold was released meanwhile, and an order that changed is looked at anew.
    expect(await settlePayments(poisoned)).toBe(2);
    expect(shop.db.orders.get(next.id)?.settlement).toBeNull();

    expect(
      await retryIssue(
        { ...poisoned, actor: support },
        {
          id: issue?.id ?? "",
        },
      ),
    ).toMatchObject({ state: "open" });
    expect(await retryIssue(shop.as(support), { id: issue?.id ?? "" })).toMatchObject({
      state: "closed",
      closedBy: { name: "support-person" },
    });
    expect(held.stored()?.settlement).toBeNull();
    expect(await open()).toEqual([]);
  });

  test("a refund that the gateway refuses is told to staff at once; trying again sends it once", async () => {
    await held.pay(shop, "k1");
    const payments = { ...shop.gateway, refund: () => Promise.reject(refundRefused("card_closed")) };
    const gone = await cancelOrder({ ...shop.as(marta), payments }, { id: held.order.id }, "c1");
    expect(gone).toMatchObject({ status: "cancelled", settling: { kind: "refund", amountMinor: 4800 } });
    shop.db.clock.advance(61_000);
    await settlePayments({ ...shop.as(SYSTEM_ACTOR), payments });
    const [issue] = await open();
    expect(issue).toMatchObject({ kind: "refund_failed", detail: expect.stringContaining("card_closed") });
    await retryIssue(shop.as(support), { id: issue?.id ?? "" });
    await retryIssue(shop.as(support), { id: issue?.id ?? "" });
    expect(shop.gateway.kept(held.order.id)).toBe(0);
    expect(await stored()).toMatchObject({ settling: null, payment: { refundedMinor: 4800 } });
    expect(await open()).toEqual([]);
  });
});

describe("what the gateway tells of refunds and disputes", () => {
  const about = () => ({ orderId: held.order.id, reference: "ch_1" });
  beforeEach(async () => {
    await held.pay(shop, "k1");
  });

  test("a refund that did not arrive is owed again, once, and staff send it again", async () => {
    await cancelOrder(shop.as(marta), { id: held.order.id }, "c1");
    const failed = {
      kind: "refund_failed",
      ...about(),
      refundId: "re_1",
      amountMinor: 4800,
      reason: "closed",
    } as const;
    expect([await tell(failed), await tell(failed)]).toEqual(["noted", "known"]);
    expect(await stored()).toMatchObject({ status: "cancelled", payment: { refundedMinor: 0 } });
    expect((await stored()).timeline.filter(({ event }) => event === "refund_failed")).toHaveLength(1);
    const [issue] = await open();
    expect(issue).toMatchObject({ kind: "refund_failed", amountMinor: 4800, reference: "ch_1" });
    const refunds = shop.gateway.refunds.size;
    for (const _ of [1, 2]) await retryIssue(shop.as(support), { id: issue?.id ?? "" });
    expect(shop.gateway.refunds.size).toBe(refunds + 1);
    expect(await stored()).toMatchObject({ payment: { refundedMinor: 4800 } });
  });

  test("money sent back at the gateway's desk is in our books, so that it does not go back twice", async () => {
    const back = { kind: "refunded", ...about(), totalMinor: 1000 } as const;
    expect([await tell(back), await tell(back)]).toEqual(["noted", "known"]);
    expect(await stored()).toMatchObject({ payment: { refundedMinor: 1000 } });
    expect(await open()).toMatchObject([{ kind: "refunded_elsewhere", amountMinor: 1000 }]);
    const gone = await cancelOrder(shop.as(marta), { id: held.order.id }, "c1");
    expect(gone.payment?.refundedMinor).toBe(4800);
    expect([...shop.gateway.refunds.values()].map(({ amountMinor }) => amountMinor)).toEqual([3800]);
  });

  test("our own refunds are no news", async () => {
    await cancelOrder(shop.as(marta), { id: held.order.id }, "c1");
    expect(await tell({ kind: "refunded", ...about(), totalMinor: 4800 })).toBe("known");
    expect(await open()).toEqual([]);
  });

  test("a dispute stands there with its day until it is won or marked as done", async () => {
    const dueBy = new Date("2026-12-24T00:00:00Z");
    const dispute = {
      kind: "dispute",
      ...about(),
      disputeId: "dp_1",
      amountMinor: 4800,
      reason: "fraudulent",
    } as const;
    await tell({ ...dispute, dueBy, over: null });
    await tell({ ...dispute, dueBy, over: null });
    const [issue] = await open();
    expect(issue).toMatchObject({ kind: "dispute", dueBy, detail: "Disputed: fraudulent." });
    await expect(retryIssue(shop.as(support), { id: issue?.id ?? "" })).rejects.toEqual(
      code("orders.issue_not_retriable"),
    );
    await tell({ ...dispute, dueBy: null, over: "won" });
    expect(await open()).toEqual([]);
    await tell({ ...dispute, dueBy: null, over: "lost" });
    expect(await open()).toMatchObject([{ detail: "Dispute lost: fraudulent." }]);
    expect(await closeIssue(shop.as(support), { id: issue?.id ?? "" })).toMatchObject({ state: "closed" });
    expect((await stored()).timeline.filter(({ event }) => event === "disputed")).toHaveLength(3);
  });

  test("money that paid no order of ours concerns nobody", async () => {
    expect(await tell({ kind: "refunded", orderId: held.order.id, reference: "ch_9", totalMinor: 5 })).toBe(
      "ignored",
    );
    expect(await tell({ kind: "refunded", orderId: "f".repeat(24), reference: "ch_1", totalMinor: 5 })).toBe(
      "ignored",
    );
  });
});

test("a mail that no server takes waits longer each time, keeps nobody waiting, is given up and tried again by staff", async () => {
  const refused = new Set([`order:${held.order.id}:placed`]);
  const ctx = shop.as(SYSTEM_ACTOR);
  const picky = {
    ...ctx,
    mailer: {
      send: async (mails: Parameters<typeof ctx.mailer.send>[0]) =>
        ctx.mailer.send(mails.filter(({ key }) => !refused.has(key))),
    },
  };
  let tries = 0;
  for (let hours = 0; hours < 9; hours += 0.1) {
    const before = shop.log.lines.length;
    await sendOrderMails(picky, links);
    tries += shop.log.lines.length - before;
    shop.db.clock.advance(HOUR / 10);
  }
  expect(tries).toBe(12);
  const [issue] = await open();
  expect(issue).toMatchObject({ kind: "mail_stuck", orderNumber: held.order.number });
  const other = await placeOrder(shop.as(marta), { items: [{ sku: "MUG-1", quantity: 1 }] }, "other");
  expect(await sendOrderMails(picky, links)).toBe(1);
  expect(shop.db.mails.has(`order:${other.id}:placed`)).toBe(true);
  refused.clear();
  await retryIssue(shop.as(support), { id: issue?.id ?? "" });
  await sendOrderMails(picky, links);
  expect(shop.db.mails.has(`order:${held.order.id}:placed`)).toBe(true);
  expect(await open()).toEqual([]);
});

test("an order that cannot be read is given up at once and keeps nobody waiting; shoppers see no issues", async () => {
  const broken = { id: "b".repeat(24), number: "SC-7", reason: "it has no lines" };
  const given: string[] = [];
  const orders = {
    ...shop.services.orders,
    unsettled: async () => ({ work: [], broken: [broken] }),
    owingMail: async () => ({ work: [], broken: [broken] }),
    settleLater: async (id: string, _tries: number, from: Date | null) =>
      void given.push(`${id} ${String(from)}`),
    mailsGivenUp: async (id: string) => void given.push(id),
  };
  await settlePayments({ ...shop.as(SYSTEM_ACTOR), orders });
  await sendOrderMails({ ...shop.as(SYSTEM_ACTOR), orders }, links);
  expect(given).toEqual([`${broken.id} null`, broken.id]);
  expect((await open()).map(({ kind }) => kind).toSorted()).toEqual(["mail_stuck", "payment_stuck"]);
  const [issue] = await open();
  await expect(listIssues(shop.as(marta), { state: "open", limit: 10 })).rejects.toEqual(
    code("accounts.forbidden"),
  );
  for (const verb of [closeIssue, retryIssue])
    await expect(verb(shop.as(staff("inventory")), { id: issue?.id ?? "" })).rejects.toEqual(
      code("accounts.forbidden"),
    );
});
