import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { timelineCopy } from "../copy/timeline.ts";
import { piecesOf } from "./describe-order.ts";

export type Step = {
  readonly key: string;
  readonly state: "done" | "now" | "next" | "stopped";
  readonly name: string;
  readonly text: string;
  /** When it happened; undefined for what is to come. */
  readonly at: Date | undefined;
  /** Words for what is to come. */
  readonly due?: string;
};

type Seen = Parameters<typeof piecesOf>[0] &
  Pick<OrderView, "status" | "payment" | "timeline" | "totalMinor">;

/** What happened to an order and what will, as its buyer sees it. Extensions are no step. */
export function timelineSteps(order: Seen): Step[] {
  const done = order.timeline.flatMap((entry, index) => stepOf(order, entry, `${index}`));
  const last = done.at(-1);
  if (last === undefined) return [];
  const open = order.status === "pending" || order.status === "paid" || order.status === "fulfilled";
  const marked: Step = { ...last, state: open ? "now" : "stopped" };
  const past = done.slice(0, -1);
  if (order.status === "expired" && last.name === timelineCopy.held.name) return [...done, endedStep()];
  return [...past, marked, ...ahead(order.status)];
}

type Entry = OrderView["timeline"][number];

function stepOf(order: Seen, { event, at, actor, note }: Entry, key: string): Step[] {
  const step = ({ name, text }: Pick<Step, "name" | "text">): Step[] => [
    { key, state: "done", name, text, at },
  ];
  const copy = timelineCopy;
  switch (event) {
    case "held":
      return step({ name: copy.held.name, text: copy.held.text(piecesOf(order)) });
    case "paid":
      return step({ name: copy.paid.name, text: paidWords(order) });
    case "fulfilled":
      return step(copy.sent);
    case "cancelled": {
      const { name, nameByShop, refunded, notCharged } = copy.cancelled;
      const isBuyer = actor.kind === "user" || actor.kind === "guest";
      return step({ name: isBuyer ? name : nameByShop, text: order.payment ? refunded : notCharged });
    }
    case "expired":
      return step(copy.holdEnded);
    case "refunded":
      return order.status === "cancelled"
        ? []
        : step({ name: copy.refunded.name, text: refundWords(order, at) });
    case "lines_cancelled":
      return step({ ...copy.linesCancelled, ...(note !== null && { text: note }) });
    case "returned":
      return step({ ...copy.returned, ...(note !== null && { text: note }) });
    case "refund_failed":
      return step(copy.refundFailed);
    case "extended":
    case "disputed":
      return [];
  }
}

/** An entry does not tell its amount, the payment only the sum: the last of several refunds says it. */
function refundWords({ payment, timeline }: Pick<Seen, "payment" | "timeline">, at: Date): string {
  const refunds = timeline.filter(({ event }) => event === "refunded");
  if (refunds.at(-1)?.at !== at) return timelineCopy.refunded.text;
  return timelineCopy.refunded.sum(formatMoney(payment?.refundedMinor ?? 0), refunds.length > 1);
}

function paidWords({ payment, totalMinor }: Pick<Seen, "payment" | "totalMinor">): string {
  const card = payment && { last4: payment.cardLast4, isTest: payment.gateway === "test" };
  return timelineCopy.paid.text(formatMoney(payment?.amountMinor ?? totalMinor), card ?? undefined);
}

function ahead(status: OrderView["status"]): Step[] {
  const next = { state: "next", at: undefined } as const;
  const paid: Step = { ...next, key: "pay", ...timelineCopy.ahead.paid };
  const sent: Step = { ...next, key: "send", ...timelineCopy.ahead.sent };
  const delivered: Step = { ...next, key: "deliver", ...timelineCopy.ahead.delivered };
  if (status === "pending") return [paid, sent, delivered];
  if (status === "paid") return [sent, delivered];
  return status === "fulfilled" ? [delivered] : [];
}

/** An order past its hold reads as expired at once, before the shop has written it down. */
function endedStep(): Step {
  return { key: "ended", state: "stopped", ...timelineCopy.holdEnded, at: undefined };
}
