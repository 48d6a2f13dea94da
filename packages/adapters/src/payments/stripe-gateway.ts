import {
  type Captured,
  type Charge,
  type ChargeRequest,
  methodRequired,
  type OpenCharge,
  type PaymentGateway,
} from "@scarlet/domain/payments";
import Stripe from "stripe";
import { isDuplicateKey, type Mongo, newId } from "../mongo/index.ts";
import { answered, unavailable } from "./stripe-answers.ts";
import { sendBack } from "./stripe-refunds.ts";
import { readStripeWebhook } from "./stripe-webhook.ts";

export type StripeGatewayOptions = {
  readonly mongo: Mongo;
  readonly stripe: Stripe;
  /** The secret of the webhook endpoint, as Stripe shows it. */
  readonly webhookSecret: string;
};

const EXPAND = { expand: ["latest_charge"] };

/**
 * Opens a client of Stripe. Few retries and a short wait: whoever pays waits, and the housekeeper asks again.
 * `address` is where Stripe is, for tests.
 */
export function openStripe(secretKey: string, address: Partial<Stripe.StripeConfig> = {}): Stripe {
  return new Stripe(secretKey, { maxNetworkRetries: 1, timeout: 15_000, telemetry: false, ...address });
}

/**
 * Stripe behind the shop's port. Each key has one payment intent, written down before it is confirmed, so what Stripe
 * captured can always be found by its key. The buyer's browser gets a payment method from Stripe; we never see a card.
 */
export function createStripeGateway({ mongo, stripe, webhookSecret }: StripeGatewayOptions): PaymentGateway {
  return {
    name: "stripe",
    async charge(request) {
      const known = await knownIntent(mongo, request.key);
      const found = known === null ? null : await retrieved(stripe, known);
      // A payment in progress is not confirmed twice, unless the buyer chose another payment method.
      if (found !== null && !asksForMethod(found, request.paymentMethod)) return outcomeOf(stripe, found);
      if (request.paymentMethod === null) throw methodRequired();
      const id = known ?? (await openIntent(mongo, stripe, request));
      return confirm(stripe, id, request.paymentMethod);
    },
    async find(key) {
      const id = await knownIntent(mongo, key);
      return id === null ? null : openOrCaptured(await outcomeOf(stripe, await retrieved(stripe, id)));
    },
    async abandon(key) {
      const id = await knownIntent(mongo, key);
      return id === null ? null : openOrCaptured(await callOff(stripe, id));
    },
    readWebhook: (message) => readStripeWebhook(stripe, message, webhookSecret),
    refund: (request) => sendBack(stripe, request),
  };
}

async function knownIntent(mongo: Mongo, key: string): Promise<string | null> {
  const known = await mongo.prisma.orm.payment_intents.where({ key }).first();
  return known?.intentId ?? null;
}

/** Creates the key's payment intent and stores it. Concurrent callers get the same one: Stripe knows the key as well. */
async function openIntent(mongo: Mongo, stripe: Stripe, request: ChargeRequest): Promise<string> {
  const { key, orderId, amountMinor, currency } = request;
  const params: Stripe.PaymentIntentCreateParams = {
    amount: amountMinor,
    currency: currency.toLowerCase(),
    metadata: { orderId, key },
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  };
  const { id: intentId } = await answered(() =>
    stripe.paymentIntents.create(params, { idempotencyKey: `intent-${key}` }),
  );
  const at = await mongo.clock.now();
  try {
    await mongo.prisma.orm.payment_intents.create({ _id: newId(), key, intentId, at });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return intentId;
}

async function retrieved(stripe: Stripe, id: string): Promise<Stripe.PaymentIntent> {
  return answered(() => stripe.paymentIntents.retrieve(id, EXPAND));
}

/** Whether an intent waits for a way to pay: it has none yet, or the buyer chose another than the one it waits for. */
function asksForMethod(
  { status, payment_method: method }: Stripe.PaymentIntent,
  chosen: string | null,
): boolean {
  if (status === "requires_payment_method" || status === "requires_confirmation") return true;
  const waiting = typeof method === "string" ? method : (method?.id ?? null);
  return status === "requires_action" && chosen !== null && chosen !== waiting;
}

async function confirm(stripe: Stripe, id: string, paymentMethod: string): Promise<Charge> {
  try {
    const params = { payment_method: paymentMethod, ...EXPAND };
    return await outcomeOf(stripe, await stripe.paymentIntents.confirm(id, params));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) return { status: "declined" };
    if (!isUnexpectedState(error)) throw unavailable(error);
    // Already confirmed, by a concurrent request or before a crash: its outcome counts.
    return outcomeOf(stripe, await retrieved(stripe, id));
  }
}

/** The outcome of a payment intent. One that only awaits capture is captured. */
async function outcomeOf(stripe: Stripe, intent: Stripe.PaymentIntent): Promise<Charge> {
  switch (intent.status) {
    case "succeeded":
      return captured(intent);
    case "processing":
      return { status: "processing" };
    case "requires_action":
      return { status: "requires_action", clientSecret: intent.client_secret ?? "" };
    case "requires_capture":
      return outcomeOf(stripe, await answered(() => stripe.paymentIntents.capture(intent.id, EXPAND)));
    case "canceled":
      return { status: "canceled" };
    default:
      // requires_payment_method, and requires_confirmation, which the next charge gives: nothing is on its way.
      return { status: "declined" };
  }
}

function captured(intent: Stripe.PaymentIntent): Captured {
  const charge = typeof intent.latest_charge === "string" ? null : intent.latest_charge;
  const cardLast4 = charge?.payment_method_details?.card?.last4 ?? "0000";
  return { status: "captured", reference: intent.id, cardLast4 };
}

function openOrCaptured(charge: Charge): Captured | OpenCharge | null {
  return charge.status === "declined" || charge.status === "canceled" ? null : charge;
}

/** Cancels an intent, so that no page that is still open somewhere can complete it. What is too late for that is told. */
async function callOff(stripe: Stripe, id: string): Promise<Charge> {
  try {
    return await outcomeOf(stripe, await stripe.paymentIntents.cancel(id, EXPAND));
  } catch (error) {
    if (!isUnexpectedState(error)) throw unavailable(error);
    return outcomeOf(stripe, await retrieved(stripe, id));
  }
}

function isUnexpectedState(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.code === "payment_intent_unexpected_state"
  );
}
