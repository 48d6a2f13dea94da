import type { PaymentGateway } from "@scarlet/domain/payments";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createStripeGateway, openStripe } from "../src/payments/index.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { startStripeServer } from "./stripe-server.ts";

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

test("a declined card may be tried again with another; what asks the buyer first counts as declined", async () => {
  for (const paymentMethod of ["pm_declined", "pm_asks"])
    expect(await gateway.charge({ ...request, paymentMethod })).toEqual({ status: "declined" });
  expect(await gateway.charge(request)).toEqual(CAPTURED);
  expect(server.intents.size).toBe(1);
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
  server.cut("after");
  await expect(gateway.charge(request)).rejects.toEqual(refusal("payments.unavailable"));
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

test("a payment that Stripe still works on is neither captured nor declined", async () => {
  await expect(gateway.charge({ ...request, paymentMethod: "pm_slow" })).rejects.toEqual(
    refusal("payments.unavailable"),
  );
  await expect(gateway.find("order-1")).rejects.toEqual(refusal("payments.unavailable"));
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

test("a signed message of a capture is read; others of theirs are none of ours; unsigned and old ones are refused", () => {
  const event = (type: string, metadata: object = { orderId: request.orderId, key: "order-1" }) =>
    JSON.stringify({
      id: "evt_1",
      object: "event",
      type,
      data: { object: { id: "pi_1", object: "payment_intent", amount_received: 2890, metadata } },
    });
  const signed = (body: string, change: { readonly secret?: string; readonly timestamp?: number } = {}) => ({
    body,
    signature: stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET, ...change }),
  });
  const body = event("payment_intent.succeeded");
  expect(gateway.readWebhook(signed(body))).toEqual({
    orderId: request.orderId,
    key: "order-1",
    amountMinor: 2890,
  });
  expect(gateway.readWebhook(signed(event("payment_intent.created")))).toBeNull();
  expect(gateway.readWebhook(signed(event("payment_intent.succeeded", {})))).toBeNull();
  const old = Math.floor(Date.now() / 1000) - 3_600;
  for (const message of [
    { body, signature: null },
    { body, signature: "t=1,v1=00" },
    { ...signed(body), body: body.replace("2890", "1") },
    signed(body, { secret: "whsec_another" }),
    signed(body, { timestamp: old }),
  ])
    expect(() => gateway.readWebhook(message)).toThrow(refusal("payments.bad_signature"));
});
