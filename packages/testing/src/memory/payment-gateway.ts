import {
  badSignature,
  type Captured,
  gatewayUnavailable,
  type PaymentGateway,
  type PaymentNotice,
  TEST_CARDS,
} from "@scarlet/domain/payments";
import type { Pause } from "./database.ts";

export const APPROVED_CARD = TEST_CARDS.approved;
export const DECLINED_CARD = TEST_CARDS.declined;
/** Captures, and loses the answer. */
export const SILENT_CARD = TEST_CARDS.webhookLate;
/** What its webhooks are signed with. */
export const MEMORY_SIGNATURE = "signed by the memory gateway";

export type MemoryGateway = PaymentGateway & {
  /** What was captured and not sent back, in minor units, per order. */
  kept(orderId: string): number;
  readonly captures: ReadonlyMap<
    string,
    Captured & { readonly orderId: string; readonly amountMinor: number }
  >;
  readonly refunds: ReadonlyMap<string, { readonly reference: string; readonly amountMinor: number }>;
};

/** A payment gateway in memory: a key captures once, a refund's key refunds once. */
export function createMemoryGateway(pause: Pause = () => {}): MemoryGateway {
  const captures = new Map<string, Captured & { orderId: string; amountMinor: number }>();
  const refunds = new Map<string, { reference: string; amountMinor: number }>();
  return {
    name: "memory",
    captures,
    refunds,
    kept(orderId) {
      const taken = [...captures.values()].filter((capture) => capture.orderId === orderId);
      const back = [...refunds.values()].filter((each) => taken.some((t) => t.reference === each.reference));
      return sum(taken) - sum(back);
    },

    async charge({ key, orderId, amountMinor, card }) {
      await pause("gateway: charge");
      const known = captures.get(key);
      if (known !== undefined) return told(known);
      if (card?.number === DECLINED_CARD) return { status: "declined" };
      const cardLast4 = card?.number.slice(-4) ?? "0000";
      const capture = { status: "captured", reference: `ch_${captures.size + 1}`, cardLast4 } as const;
      captures.set(key, { ...capture, orderId, amountMinor });
      if (card?.number === SILENT_CARD) throw gatewayUnavailable();
      await pause("gateway: charged");
      return capture;
    },

    async find(key) {
      await pause("gateway: find");
      const known = captures.get(key);
      return known === undefined ? null : told(known);
    },

    async abandon(key) {
      await pause("gateway: abandon");
      const known = captures.get(key);
      return known === undefined ? null : told(known);
    },

    async readWebhook({ body, signature }) {
      if (signature !== MEMORY_SIGNATURE) throw badSignature();
      const notice = JSON.parse(body) as PaymentNotice | null;
      // A capture need not say what it is.
      return notice && ({ ...notice, kind: notice.kind ?? "captured" } as PaymentNotice);
    },

    async refund({ key, reference, amountMinor }) {
      await pause("gateway: refund");
      if (!refunds.has(key)) refunds.set(key, { reference, amountMinor });
      await pause("gateway: refunded");
    },
  };
}

function told({ status, reference, cardLast4 }: Captured): Captured {
  return { status, reference, cardLast4 };
}

function sum(amounts: readonly { readonly amountMinor: number }[]): number {
  return amounts.reduce((total, { amountMinor }) => total + amountMinor, 0);
}
