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
};

export type Captured = {
  readonly status: "captured";
  readonly reference: string;
  readonly cardLast4: string;
};
export type Charge = Captured | { readonly status: "declined" };

/** Takes and returns money. Raises `payments.unavailable` when the outcome is not known. */
export interface PaymentGateway {
  readonly name: string;
  charge(request: ChargeRequest): Promise<Charge>;
  /** What was captured under a key; null when nothing was. Also tells of captures that were refunded since. */
  find(key: string): Promise<Captured | null>;
  /** Sends money back. The same key never refunds twice. */
  refund(request: {
    readonly key: string;
    readonly reference: string;
    readonly amountMinor: number;
  }): Promise<void>;
}
