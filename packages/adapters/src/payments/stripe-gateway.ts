import {
  badSignature,
  type Captured,
  type Charge,
  type ChargeRequest,
  gatewayUnavailable,
  methodRequired,
  type PaymentGateway,
} from "@scarlet/domain/payments";
import Stripe from "stripe";
import { isDuplicateKey, type Mongo, newId } from "../mongo/index.ts";

export type StripeGatewayOptions = {
  readonly mongo: Mongo;
  readonly stripe: Stripe;
  /** The secret of the webhook endpoint, as Stripe shows it. */
  readonly webhookSecret: string;
};

const EXPAND = { expand: ["latest_charge"] };
const REFUNDS_ASKED = 100;

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
      if (request.paymentMethod === null) throw methodRequired();
      const id = (await knownIntent(mongo, request.key)) ?? (await openIntent(mongo, stripe, request));
      return confirm(stripe, id, request.paymentMethod);
    },
    async find(key) {
      const id = await knownIntent(mongo, key);
      if (id === null) return null;
      const intent = await answered(() => stripe.paymentIntents.retrieve(id, EXPAND));
      const outcome = outcomeOf(intent);
      return outcome.status === "captured" ? outcome : null;
    },
    readWebhook({ body, signature }) {
      const event = eventOf(stripe, { body, signature, webhookSecret });
      if (event.type !== "payment_intent.succeeded") return null;
      const { metadata, amount_received: amountMinor } = event.data.object;
      const { orderId, key } = metadata;
      return orderId === undefined || key === undefined ? null : { orderId, key, amountMinor };
    },
    async refund({ key, reference, amountMinor }) {
      // Stripe forgets idempotency keys after some days, so the key is kept with the refund and looked for.
      const made = await answered(() =>
        stripe.refunds.list({ payment_intent: reference, limit: REFUNDS_ASKED }),
      );
      const isThis = (refund: Stripe.Refund) =>
        refund.metadata?.key === key && refund.status !== "failed" && refund.status !== "canceled";
      if (made.data.some(isThis)) return;
      const refund = { payment_intent: reference, amount: amountMinor, metadata: { key } };
      await answered(() => stripe.refunds.create(refund, { idempotencyKey: `refund-${key}` }));
    },
  };
}

async function knownIntent(mongo: Mongo, key: string): Promise<string | null> {
  const known = await mongo.prisma.orm.payment_intents.where({ key }).first();
  return known?.intentId ?? null;
}

/** Makes the key's payment intent and writes it down. Twins get the same one: Stripe knows the key as well. */
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

async function confirm(stripe: Stripe, id: string, paymentMethod: string): Promise<Charge> {
  try {
    const params = { payment_method: paymentMethod, ...EXPAND };
    return outcomeOf(await stripe.paymentIntents.confirm(id, params));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) return { status: "declined" };
    if (!isUnexpectedState(error)) throw unavailable(error);
    // Confirmed already, by a twin or before a crash: what it came to is what counts.
    return outcomeOf(await answered(() => stripe.paymentIntents.retrieve(id, EXPAND)));
  }
}

/** What a payment intent came to. Raises `payments.unavailable` while Stripe does not know either. */
function outcomeOf(intent: Stripe.PaymentIntent): Charge {
  if (intent.status === "processing") throw gatewayUnavailable();
  if (intent.status !== "succeeded") return { status: "declined" };
  const charge = typeof intent.latest_charge === "string" ? null : intent.latest_charge;
  const cardLast4 = charge?.payment_method_details?.card?.last4 ?? "0000";
  return { status: "captured", reference: intent.id, cardLast4 } satisfies Captured;
}

function isUnexpectedState(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.code === "payment_intent_unexpected_state"
  );
}

/** Stripe's answer, or `payments.unavailable` when there was none that tells the outcome. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw unavailable(error);
  }
}

/** No answer, too many questions, a fault of theirs: the outcome is not known. Anything else is a fault of ours. */
function unavailable(error: unknown): unknown {
  const theirs =
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    error instanceof Stripe.errors.StripeIdempotencyError;
  return theirs ? gatewayUnavailable() : error;
}

type Signed = {
  readonly body: string;
  readonly signature: string | null;
  readonly webhookSecret: string;
};

function eventOf(stripe: Stripe, { body, signature, webhookSecret }: Signed): Stripe.Event {
  try {
    return stripe.webhooks.constructEvent(body, signature ?? "", webhookSecret);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) throw badSignature();
    throw error;
  }
}
