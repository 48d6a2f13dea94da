import type { Currency } from "../kernel/money.ts";
import type { Card } from "./schema.ts";

export type ChargeRequest = {
  /** The same key never charges twice. */
  readonly key: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** Absent: the test gateway approves. */
  readonly card: Card | null;
};

export type Charge =
  | { readonly status: "captured"; readonly reference: string; readonly cardLast4: string }
  | { readonly status: "declined" };

/** Takes and returns money. Raises `payments.unavailable` when the outcome is not known. */
export interface PaymentGateway {
  readonly name: string;
  charge(request: ChargeRequest): Promise<Charge>;
  /** Sends money back. The same key never refunds twice. */
  refund(request: {
    readonly key: string;
    readonly reference: string;
    readonly amountMinor: number;
  }): Promise<void>;
}
