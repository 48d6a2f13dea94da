import type { PaymentGateway } from "@scarlet/domain/payments";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createStripeGateway, openStripe } from "../src/payments/stripe-gateway.ts";
import { openTestDatabase, type TestDatabase } from "./harness/database.ts";
import { startStripeServer } from "./harness/stripe-server.ts";

const SECRET = "whsec_of_this_test";
let database: TestDatabase;
let server: Awaited<ReturnType<typeof startStripeServer>>;
let stripe: ReturnType<typeof openStripe>;
let gateway: PaymentGateway;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  server = await startStripeServer();
  const address = { host: "127.0.0.1", port: server.port, protocol: "http", maxNetworkRetries: 0 } as const;
  stripe = openStripe("sk_test_0", address);
  gateway = createStripeGateway({ mongo: database.mongo, stripe, webhookSecret: SECRET });
  return () => server.close();
});

const request = {
  key: "order-1",
  orderId: "0".repeat(24),
  amountMinor: 2890,
  currency: "EUR",
  card: null,
  paymentMethod: "pm_card",
} as const;
const CAPTURED = { status: "captured", reference: "pi_1", cardLast4: "4242" };
const refusal = (code: string) => expect.objectContaining({ code });

test("a key captures once: again, at once, with whatever method", async () => {
  expect(await gateway.charge(request)).toEqual(CAPTURED);
  expect(await gateway.charge({ ...request, paymentMethod: "pm_declined" })).toEqual(CAPTURED);
  const twins = { ...request, key: "order-2" };
  const [a, b] = await Promise.all([gateway.charge(twins), gateway.charge(twins)]);
  expect(a).toEqual(b);
  expect([...server.intents.values()]).toMatchObject([
    { amount: 2890, currency: "eur", metadata: { orderId: request.orderId, key: "order-1" } },
    { metadata: { key: "order-2" } },
  ]);
});

test("a declined card may be tried again with another", async () => {
  expect(await gateway.charge({ ...request, paymentMethod: "pm_declined" })).toEqual({ status: "declined" });
  expect(await gateway.charge(request)).toEqual(CAPTURED);
  expect(server.intents.size).toBe(1);
});

test("what the buyer must confirm at the bank is no decline: it waits, asked once, until it is confirmed or called off", async () => {
  const asks = { ...request, paymentMethod: "pm_asks" };
  const waiting = { status: "requires_action", clientSecret: "pi_1_secret" };
  expect(await gateway.charge(asks)).toEqual(waiting);
  expect(await gateway.charge(asks)).toEqual(waiting);
  expect(await gateway.charge({ ...asks, paymentMethod: null })).toEqual(waiting);
  expect(await gateway.find("order-1")).toEqual(waiting);
  expect(server.confirmations()).toBe(1);
  const intent = server.intents.get("pi_1");
  if (intent) intent.status = "succeeded";
  expect(await gateway.charge(asks)).toEqual(CAPTURED);
  expect(await gateway.find("order-1")).toEqual(CAPTURED);
  expect(await gateway.abandon("order-1")).toEqual(CAPTURED);
});

test("a buyer who leaves the bank may pay with another card, under the same key", async () => {
  await gateway.charge({ ...request, paymentMethod: "pm_asks" });
  expect(await gateway.charge(request)).toEqual(CAPTURED);
  expect(server.intents.size).toBe(1);
});

test("what is called off is not captured any more, by no page that is still open; the next charge hears so", async () => {
  for (const [key, paymentMethod] of [
    ["order-1", "pm_asks"],
    ["order-2", "pm_declined"],
  ] as const) {
    await gateway.charge({ ...request, key, paymentMethod });
    expect(await gateway.abandon(key)).toBeNull();
    expect(await gateway.find(key)).toBeNull();
    expect(await gateway.charge({ ...request, key })).toEqual({ status: "canceled" });
  }
  expect([...server.intents.values()].map(({ status }) => status)).toEqual(["canceled", "canceled"]);
  expect(await gateway.abandon("never-charged")).toBeNull();
});

test("money that only waits to be taken is taken", async () => {
  expect(await gateway.charge({ ...request, paymentMethod: "pm_held" })).toEqual(CAPTURED);
});

test("a payment that was never confirmed, or must be again, is on nobody's way", async () => {
  await gateway.charge({ ...request, paymentMethod: "pm_asks" });
  const intent = server.intents.get("pi_1");
  if (intent) intent.status = "requires_confirmation";
  expect(await gateway.find("order-1")).toBeNull();
  expect(await gateway.charge(request)).toEqual(CAPTURED);
});

test("a card number is not taken", async () => {
  const card = { number: "4242424242424242" };
  await expect(gateway.charge({ ...request, card, paymentMethod: null })).rejects.toEqual(
    refusal("payments.method_required"),
  );
  expect(server.intents.size).toBe(0);
});

test("what was captured is found by its key, after the answer was lost and Stripe forgot its keys too", async () => {
  expect(await gateway.find("order-1")).toBeNull();
  await gateway.charge({ ...request, paymentMethod: "pm_declined" });
  expect(await gateway.find("order-1")).toBeNull();
  server.cut("after confirming");
  await expect(gateway.charge(request)).rejects.toEqual(refusal("payments.unavailable"));
  server.cut("after");
  await expect(gateway.find("order-1")).rejects.toEqual(refusal("payments.unavailable"));
  server.cut("none");
  server.forgetKeys();
  expect(await gateway.find("order-1")).toEqual(CAPTURED);
  expect(await gateway.charge(request)).toEqual(CAPTURED);
  expect(server.intents.size).toBe(1);
});

test("nothing is confirmed whose intent was not written down", async () => {
  server.cut("after");
  await expect(gateway.charge(request)).rejects.toEqual(refusal("payments.unavailable"));
  server.cut("none");
  expect(await gateway.find("order-1")).toBeNull();
  expect([...server.intents.values()]).toMatchObject([{ status: "requires_payment_method" }]);
  expect(await gateway.charge(request)).toEqual(CAPTURED);
});

test("a payment that Stripe still works on is neither captured nor declined, and cannot be called off", async () => {
  const slow = { ...request, paymentMethod: "pm_slow" };
  expect(await gateway.charge(slow)).toEqual({ status: "processing" });
  expect(await gateway.charge(request)).toEqual({ status: "processing" });
  expect(await gateway.find("order-1")).toEqual({ status: "processing" });
  expect(await gateway.abandon("order-1")).toEqual({ status: "processing" });
  expect(server.confirmations()).toBe(1);
});

test("a refund that failed is refused with its reason, and the next attempt is a new one", async () => {
  await gateway.charge(request);
  const back = { key: "order-1-r2", reference: "pi_1", amountMinor: 1000 };
  server.endRefunds("failed");
  await expect(gateway.refund(back)).rejects.toEqual(refusal("payments.refund_refused"));
  server.endRefunds("refused");
  await expect(gateway.refund(back)).rejects.toMatchObject({
    code: "payments.refund_refused",
    details: { reason: "charge_disputed" },
  });
  server.endRefunds("succeeded");
  await gateway.refund(back);
  await gateway.refund(back);
  expect(server.refunds.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
});

test("a refund's key refunds once, a lost answer and forgotten keys included; parts are told apart", async () => {
  await gateway.charge(request);
  const part = { key: "order-1-r2", reference: "pi_1", amountMinor: 1000 };
  server.cut("before");
  await expect(gateway.refund(part)).rejects.toEqual(refusal("payments.unavailable"));
  server.cut("none");
  await gateway.refund(part);
  server.forgetKeys();
  await gateway.refund(part);
  await gateway.refund({ ...part, key: "order-1-r5", amountMinor: 1890 });
  expect(server.refunds.map(({ amount }) => amount)).toEqual([1000, 1890]);
});

const signed = (body: string, change: { readonly secret?: string; readonly timestamp?: number } = {}) => ({
  body,
  signature: stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET, ...change }),
});
const event = (type: string, object: object) =>
  JSON.stringify({ id: "evt_1", object: "event", type, data: { object } });
const intentOf = (metadata: object = { orderId: request.orderId, key: "order-1" }) => ({
  id: "pi_1",
  object: "payment_intent",
  amount_received: 2890,
  metadata,
});

test("a signed message of a capture is read; others of theirs are none of ours; unsigned and old ones are refused", async () => {
  const body = event("payment_intent.succeeded", intentOf());
  const read = (type: string, object: object) => gateway.readWebhook(signed(event(type, object)));
  expect(await gateway.readWebhook(signed(body))).toEqual({
    kind: "captured",
    orderId: request.orderId,
    key: "order-1",
    amountMinor: 2890,
  });
  expect(await read("payment_intent.created", intentOf())).toBeNull();
  expect(await read("payment_intent.succeeded", intentOf({}))).toBeNull();
  const old = Math.floor(Date.now() / 1000) - 3_600;
  for (const message of [
    { body, signature: null },
    { body, signature: "t=1,v1=00" },
    { ...signed(body), body: body.replace("2890", "1") },
    signed(body, { secret: "whsec_another" }),
    signed(body, { timestamp: old }),
  ])
    await expect(gateway.readWebhook(message)).rejects.toEqual(refusal("payments.bad_signature"));
});

test("refunds that failed, refunds made at Stripe's desk and disputes are read, with whose order it is", async () => {
  await gateway.charge(request);
  const read = (type: string, object: object) => gateway.readWebhook(signed(event(type, object)));
  const ours = { orderId: request.orderId, reference: "pi_1" };
  const refund = {
    id: "re_1",
    payment_intent: "pi_1",
    amount: 1000,
    failure_reason: "expired_or_canceled_card",
  };
  for (const type of ["refund.failed", "refund.updated", "charge.refund.updated"])
    expect(await read(type, { ...refund, status: "failed" })).toEqual({
      kind: "refund_failed",
      ...ours,
      refundId: "re_1",
      amountMinor: 1000,
      reason: "expired_or_canceled_card",
    });
  expect(await read("refund.updated", { ...refund, status: "succeeded" })).toBeNull();
  expect(await read("charge.refunded", { id: "ch_1", payment_intent: "pi_1", amount_refunded: 500 })).toEqual(
    {
      kind: "refunded",
      ...ours,
      totalMinor: 500,
    },
  );
  const dispute = { id: "dp_1", payment_intent: "pi_1", amount: 2890, reason: "fraudulent" };
  const evidence = { evidence_details: { due_by: 1_800_000_000 } };
  const said = { kind: "dispute", ...ours, disputeId: "dp_1", amountMinor: 2890, reason: "fraudulent" };
  expect(await read("charge.dispute.created", { ...dispute, ...evidence, status: "needs_response" })).toEqual(
    {
      ...said,
      dueBy: new Date(1_800_000_000_000),
      over: null,
    },
  );
  for (const over of ["won", "lost"])
    expect(await read("charge.dispute.closed", { ...dispute, status: over })).toMatchObject({ over });
  expect(await read("charge.refunded", { id: "ch_2", payment_intent: null, amount_refunded: 5 })).toBeNull();
});
