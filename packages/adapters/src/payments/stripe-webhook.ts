import { badSignature, type PaymentNotice } from "@scarlet/domain/payments";
import Stripe from "stripe";
import { answered } from "./stripe-answers.ts";
import { hasFailed } from "./stripe-refunds.ts";

type Message = { readonly body: string; readonly signature: string | null };
type IdOrObject = string | { readonly id: string } | null | undefined;

/**
 * Reads a message from Stripe: captures, refunds that failed, refunds made at Stripe's own desk, disputes. Null for all
 * others, and for payments that are not ours. Raises `payments.bad_signature`, `payments.unavailable`.
 */
export async function readStripeWebhook(
  stripe: Stripe,
  message: Message,
  webhookSecret: string,
): Promise<PaymentNotice | null> {
  const event = eventOf(stripe, message, webhookSecret);
  switch (event.type) {
    case "payment_intent.succeeded": {
      const { metadata, amount_received: amountMinor } = event.data.object;
      const { orderId, key } = metadata;
      if (orderId === undefined || key === undefined) return null;
      return { kind: "captured", orderId, key, amountMinor };
    }
    case "refund.failed":
    case "refund.updated":
    case "charge.refund.updated":
      return failedRefund(stripe, event.data.object);
    case "charge.refunded": {
      const { payment_intent: intent, amount_refunded: totalMinor } = event.data.object;
      const ours = await ourPayment(stripe, intent);
      return ours && { kind: "refunded", ...ours, totalMinor };
    }
    case "charge.dispute.created":
    case "charge.dispute.updated":
    case "charge.dispute.closed":
    case "charge.dispute.funds_withdrawn":
    case "charge.dispute.funds_reinstated":
      return dispute(stripe, event.data.object);
    default:
      return null;
  }
}

async function failedRefund(stripe: Stripe, refund: Stripe.Refund): Promise<PaymentNotice | null> {
  if (!hasFailed(refund)) return null;
  const ours = await ourPayment(stripe, refund.payment_intent);
  const { id: refundId, amount: amountMinor } = refund;
  const reason = refund.failure_reason ?? refund.status ?? "unknown";
  return ours && { kind: "refund_failed", ...ours, refundId, amountMinor, reason };
}

async function dispute(stripe: Stripe, found: Stripe.Dispute): Promise<PaymentNotice | null> {
  const ours = await ourPayment(stripe, found.payment_intent);
  const due = found.evidence_details?.due_by ?? null;
  return (
    ours && {
      kind: "dispute",
      ...ours,
      disputeId: found.id,
      amountMinor: found.amount,
      reason: found.reason,
      dueBy: due === null ? null : new Date(due * 1000),
      over: overOf(found.status),
    }
  );
}

function overOf(status: Stripe.Dispute["status"]): "won" | "lost" | null {
  if (status === "won" || status === "warning_closed") return "won";
  return status === "lost" ? "lost" : null;
}

/** Refunds and disputes name the payment only; whose order it was stands with the payment itself. */
async function ourPayment(
  stripe: Stripe,
  intent: IdOrObject,
): Promise<{ readonly orderId: string; readonly reference: string } | null> {
  const reference = typeof intent === "string" ? intent : intent?.id;
  if (reference === undefined) return null;
  const { metadata } = await answered(() => stripe.paymentIntents.retrieve(reference));
  return metadata.orderId === undefined ? null : { orderId: metadata.orderId, reference };
}

function eventOf(stripe: Stripe, { body, signature }: Message, webhookSecret: string): Stripe.Event {
  try {
    return stripe.webhooks.constructEvent(body, signature ?? "", webhookSecret);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) throw badSignature();
    throw error;
  }
}
