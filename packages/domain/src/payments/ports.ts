import type { Currency } from "../kernel/index.ts";
import type { Card } from "./schema.ts";

/** A charge to be made. */
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

/** Money that was taken: the gateway's reference and the last digits of the card. */
export type Captured = {
  readonly status: "captured";
  readonly reference: string;
  readonly cardLast4: string;
};

/** Nothing is captured and it may still be: the buyer must confirm at the bank, or the bank is still working on it. */
export type OpenCharge =
  /** `clientSecret` lets the buyer's browser, and nobody else's, go on with the bank. */
  { readonly status: "requires_action"; readonly clientSecret: string } | { readonly status: "processing" };

/** What a charge came to. declined: another card may be tried under the key. canceled: the key captures nothing any more. */
export type Charge =
  | Captured
  | OpenCharge
  | { readonly status: "declined" }
  | { readonly status: "canceled" };

/** A gateway's message. A hint: what is true of a key is asked of the gateway. Amounts are minor units. */
export type PaymentNotice =
  | {
      readonly kind: "captured";
      readonly orderId: string;
      readonly key: string;
      readonly amountMinor: number;
    }
  /** Money that was on its way back did not arrive, and is ours again. */
  | {
      readonly kind: "refund_failed";
      readonly orderId: string;
      readonly reference: string;
      readonly refundId: string;
      readonly amountMinor: number;
      readonly reason: string;
    }
  /** `totalMinor`: all that was sent back of a capture, by us or by somebody at the gateway's own desk. */
  | {
      readonly kind: "refunded";
      readonly orderId: string;
      readonly reference: string;
      readonly totalMinor: number;
    }
  /** The buyer's bank takes the money back. `over`: won or lost; null while it is open. */
  | {
      readonly kind: "dispute";
      readonly orderId: string;
      readonly reference: string;
      readonly disputeId: string;
      readonly amountMinor: number;
      readonly reason: string;
      readonly dueBy: Date | null;
      readonly over: "won" | "lost" | null;
    };

/** Takes and returns money. Raises `payments.unavailable` when it gave no answer: of a move the outcome is not known then. */
export interface PaymentGateway {
  readonly name: string;
  charge(request: ChargeRequest): Promise<Charge>;
  /**
   * What was captured under a key, or may still be; null when nothing was and nobody is working on it. Also tells of
   * captures that were refunded since.
   */
  find(key: string): Promise<Captured | OpenCharge | null>;
  /** Makes sure that nothing is captured under a key from now on, and tells what could not be kept from it. */
  abandon(key: string): Promise<Captured | OpenCharge | null>;
  /**
   * Reads a message that came to our address, as it came. Null when it is theirs and of nothing that concerns us.
   * Raises `payments.bad_signature` for what nobody of theirs has signed, or signed too long ago.
   */
  readWebhook(message: {
    readonly body: string;
    readonly signature: string | null;
  }): Promise<PaymentNotice | null>;
  /** Sends money back. The same key never refunds twice; one that failed may be tried again. Raises `payments.refund_refused`. */
  refund(request: {
    readonly key: string;
    readonly reference: string;
    readonly amountMinor: number;
  }): Promise<void>;
}
