import { type Actor, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { Captured, Charge, OpenCharge, PaymentGateway } from "@scarlet/domain/payments";
import { beforeEach, describe, expect, test } from "vitest";
import { described, marta, openHeldOrder } from "../../../test/held-order-fixture.ts";
import { rowOf } from "../../../test/memory-shop.ts";
import {
  describeOrder,
  expireHolds,
  getOrder,
  handlePaymentNotice,
  payOrder,
  settlePayments,
} from "../index.ts";

const code = (word: string) => expect.objectContaining({ code: word });
const CAPTURED: Captured = { status: "captured", reference: "pi_1", cardLast4: "4242" };
const WAITS: OpenCharge = { status: "requires_action", clientSecret: "pi_1_secret" };
const PROCESSING: OpenCharge = { status: "processing" };

let held: Awaited<ReturnType<typeof openHeldOrder>>;
/** What the bank says of the one charge. */
let said: Charge;
let calledOff: number;

beforeEach(async () => {
  held = await openHeldOrder();
  said = WAITS;
  calledOff = 0;
});

const openOrCaptured = () => (said.status === "declined" || said.status === "canceled" ? null : said);
const bank = (): PaymentGateway => ({
  ...held.shop.gateway,
  charge: async () => said,
  find: async () => openOrCaptured(),
  async abandon() {
    if (said.status === "requires_action" || said.status === "declined") {
      calledOff += 1;
      said = { status: "canceled" };
    }
    return openOrCaptured();
  },
});
const as = (actor: Actor) => ({ ...held.shop.as(actor), payments: bank() });
const pay = (key = "k1") => payOrder(as(marta), { id: held.order.id }, key);
const seen = () => getOrder(held.shop.as(marta), { id: held.order.id });

describe("a payment that the buyer must confirm at the bank", () => {
  test("is no refusal: the order stays held, its page can go on, and confirming pays it with the same key", async () => {
    expect(await pay()).toMatchObject({
      status: "pending",
      paymentAction: { clientSecret: "pi_1_secret" },
      settling: { kind: "charge", state: "requires_action", amountMinor: 4800 },
    });
    expect((await pay()).paymentAction).toEqual({ clientSecret: "pi_1_secret" });
    expect(await seen()).toMatchObject({ settling: { state: "requires_action" } });
    expect(await seen()).not.toHaveProperty("paymentAction");
    said = CAPTURED;
    expect(await pay()).toMatchObject({ status: "paid", settling: null });
    expect(rowOf(held.shop, "MUG-1")).toMatchObject({ onHand: 1, reserved: 0 });
  });

  test("the gateway's own message finishes it when the page is gone", async () => {
    await pay();
    said = CAPTURED;
    const key = held.stored()?.settlement?.key ?? "";
    const notice = { kind: "captured", orderId: held.order.id, key, amountMinor: 4800 } as const;
    const payments = { ...bank(), readWebhook: async () => notice };
    const told = await handlePaymentNotice({ ...as(SYSTEM_ACTOR), payments }, { body: "", signature: null });
    expect([told, (await seen()).status]).toEqual(["sold", "paid"]);
  });

  test("the housekeeper leaves the buyer at the bank while the hold lasts, and calls the charge off after", async () => {
    await pay();
    held.shop.db.clock.advance(120_000);
    await settlePayments(as(SYSTEM_ACTOR));
    expect(held.stored()?.settlement).toMatchObject({ state: "requires_action" });
    expect(calledOff).toBe(0);
    held.shop.db.clock.advance(900_000);
    await settlePayments(as(SYSTEM_ACTOR));
    expect(calledOff).toBe(1);
    expect(held.stored()?.settlement).toBeNull();
    await expireHolds(held.shop.as(SYSTEM_ACTOR));
    expect((await seen()).status).toBe("expired");
  });

  test("whoever changes the order calls it off first, so that no open page pays the old amount", async () => {
    await pay();
    const changed = await describeOrder(as(marta), { id: held.order.id, ...described });
    expect(changed).toMatchObject({ totalMinor: 5290, settling: null });
    expect(calledOff).toBe(1);
  });
});

describe("a payment that the bank is working on", () => {
  test("is told as such, keeps its key, cannot be changed, and is paid when the bank is done", async () => {
    said = PROCESSING;
    await expect(pay()).rejects.toMatchObject({ code: "payments.processing", kind: "outcome_unknown" });
    expect(await seen()).toMatchObject({ settling: { state: "processing" } });
    const changing = describeOrder(as(marta), { id: held.order.id, ...described });
    await expect(changing).rejects.toEqual(code("orders.payment_under_way"));
    held.shop.db.clock.advance(61_000);
    await settlePayments(as(SYSTEM_ACTOR));
    expect(held.stored()?.settlement).toMatchObject({ state: "processing" });
    said = CAPTURED;
    expect((await pay()).status).toBe("paid");
  });

  test("after the hold nobody says that nothing was charged while the bank may still take it", async () => {
    said = PROCESSING;
    await expect(pay()).rejects.toEqual(code("payments.processing"));
    held.shop.db.clock.advance(901_000);
    await expect(pay()).rejects.toEqual(code("payments.processing"));
    said = { status: "declined" };
    await expect(pay()).rejects.toEqual(code("orders.hold_expired"));
  });
});

test("a charge that was called off is forgotten: the next payment begins anew", async () => {
  said = { status: "canceled" };
  await expect(pay()).rejects.toEqual(code("payments.canceled"));
  expect(held.stored()?.settlement).toBeNull();
  said = CAPTURED;
  expect((await pay("k2")).status).toBe("paid");
});

test("a declined card is not under way", async () => {
  said = { status: "declined" };
  await expect(pay()).rejects.toEqual(code("payments.declined"));
  expect((await seen()).settling).toBeNull();
});
