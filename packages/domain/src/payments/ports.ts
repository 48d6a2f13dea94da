import type { Currency } from "../kernel/index.ts";
import type { Card } from "./schema.ts";

export type ChargeRequest = {
  /** The same key captures once at most, also when asked twice at once. A declined key may be tried again. */
  readonly key: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** Absent: the test gateway approves. */
  readonly card: Card | null;
  /** How a real gateway is told what to charge: the id that its own form gave the buyer's browser. */
  readonly paymentMethod: string | null;
};

export type Captured = {
  readonly status: "captured";
  readonly reference: string;
  readonly cardLast4: string;
};
export type Charge = Captured | { readonly status: "declined" };

/** A gateway's message that something was captured. A hint: what is true of the key is asked of the gateway. */
export type PaymentNotice = {
  readonly orderId: string;
  readonly key: string;
  readonly amountMinor: number;
};

/** Takes and returns money. Raises `payments.unavailable` when it gave no answer: of a move the outcome is not known then. */
export interface PaymentGateway {
  readonly name: string;
  charge(request: ChargeRequest): Promise<Charge>;
  /** What was captured under a key; null when nothing was. Also tells of captures that were refunded since. */
  find(key: string): Promise<Captured | null>;
  /**
   * Reads a message that came to our address, as it came. Null when it is theirs and of nothing that concerns us.
   * Raises `payments.bad_signature` for what nobody of theirs has signed, or signed too long ago.
   */
  readWebhook(message: { readonly body: string; readonly signature: string | null }): PaymentNotice | null;
  /** Sends money back. The same key never refunds twice. */
  refund(request: {
    readonly key: string;
    readonly reference: string;
    readonly amountMinor: number;
  }): Promise<void>;
}
