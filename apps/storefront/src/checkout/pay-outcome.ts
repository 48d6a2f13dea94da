import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { openOutcomeOf, type Refusal, refusalOf } from "@scarlet/web/trpc/refusal";
import type { Message } from "../copy/message.ts";
import { paymentCopy } from "../copy/payment.ts";

/**
 * What is known of a payment that is not decided: nothing, that its buyer must confirm it at the bank, that its money
 * arrived, or that it is going back.
 */
export type OpenPhase = "asking" | "confirming" | "booking" | "returning";

/** Why it was not paid, and whether that is only worth saying while the order is held. */
export type NotPaid = Message & { readonly whileHeld: boolean };

export type PayStep =
  | { readonly kind: "open"; readonly phase: OpenPhase }
  | { readonly kind: "paid_already" }
  | { readonly kind: "not_paid"; readonly said: NotPaid };

const PHASES: Readonly<Record<string, OpenPhase>> = {
  "orders.paid_being_booked": "booking",
  "orders.payment_going_back": "returning",
};

/** Refusals that say nothing about an earlier try of the same payment. */
const SILENT_ON_MONEY = new Set(["orders.busy", "orders.not_found"]);

/**
 * What a failed try to pay means. `wasOpen`: nobody knows yet what became of an earlier try of the same payment; then
 * only an answer about the money itself ends the asking, and nothing else is called "not paid".
 */
export function payStepOf(error: unknown, wasOpen: boolean): PayStep {
  const refusal = refusalOf(error);
  if (refusal === undefined) {
    return { kind: "open", phase: PHASES[openOutcomeOf(error)?.code ?? ""] ?? "asking" };
  }
  const { status } = refusal.details;
  if (refusal.code === "orders.state_conflict" && (status === "paid" || status === "fulfilled"))
    return { kind: "paid_already" };
  if (!wasOpen || isAboutMoney(refusal)) return { kind: "not_paid", said: whyNot(refusal) };
  if (refusal.status === 401 || refusal.status === 403 || refusal.status === 404)
    return { kind: "not_paid", said: NOT_YOURS_ANY_MORE };
  return { kind: "open", phase: "asking" };
}

function isAboutMoney({ code, status }: Refusal): boolean {
  const room = code.split(".")[0];
  return status < 500 && (room === "orders" || room === "payments") && !SILENT_ON_MONEY.has(code);
}

const NOT_YOURS_ANY_MORE: NotPaid = { ...paymentCopy.signedOut, whileHeld: false };

function whyNot(refusal: Refusal): NotPaid {
  const { code, sentence } = refusal;
  if (code === "payments.declined") return { ...paymentCopy.declined, whileHeld: true };
  if (code === "orders.paid_too_late")
    return { title: paymentCopy.tooLate, text: tooLateWords(refusal), whileHeld: false };
  const title = code === "orders.payment_sent_back" ? paymentCopy.sentBack : paymentCopy.notPaid;
  return { title, text: sentence, whileHeld: false };
}

function tooLateWords({ sentence, details }: Refusal): string {
  const { refundedMinor } = details;
  if (typeof refundedMinor !== "number") return sentence;
  return paymentCopy.tooLateSentBack(formatMoney(refundedMinor));
}

/** What a page that has just opened knows of a payment that began before; undefined: none is under way. */
export function phaseOf(order: Pick<OrderView, "status" | "settling">): OpenPhase | undefined {
  const { status, settling } = order;
  if (settling === null || settling.kind !== "charge") return undefined;
  if (status === "expired" || status === "cancelled") return "returning";
  if (settling.state === "captured") return "booking";
  return settling.state === "requires_action" ? "confirming" : "asking";
}
