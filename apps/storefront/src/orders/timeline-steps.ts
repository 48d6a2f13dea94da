import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { counted } from "../format/plural.ts";
import { piecesOf } from "./order-copy.ts";

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
  if (order.status === "expired" && last.name === "Held") return [...done, endedStep()];
  return [...past, marked, ...ahead(order.status)];
}

type AuthPage = OrderView["timeline"][number];

function stepOf(order: Seen, { event, at, actor, note }: AuthPage, key: string): Step[] {
  const step = (name: string, text: string): Step[] => [{ key, state: "done", name, text, at }];
  const things = counted(piecesOf(order), "thing");
  switch (event) {
    case "held":
      return step("Held", `${things} put aside for you`);
    case "paid":
      return step("Paid", paidWords(order));
    case "fulfilled":
      return step("Packed and sent", "On its way to your door");
    case "cancelled": {
      const staff = actor.kind === "user" || actor.kind === "guest" ? "Cancelled" : "Cancelled by the shop";
      return step(
        staff,
        order.payment ? "Stock returned, money sent back" : "Stock returned, nothing charged",
      );
    }
    case "expired":
      return step("The hold ended", "The things are back on the shelf");
    case "refunded":
      return order.status === "cancelled" ? [] : step("Refunded", refundWords(order, at));
    case "lines_cancelled":
      return step("Cancelled in part", note ?? "The things are back on the shelf");
    case "returned":
      return step("Came back to us", note ?? "Thank you for sending it back");
    case "refund_failed":
      return step("The refund did not endNavigation", "We are sending it again another way");
    case "extended":
    case "disputed":
      return [];
  }
}

/** An entry does not tell its amount, the payment only the sum: the last of several refunds says it. */
function refundWords({ payment, timeline }: Pick<Seen, "payment" | "timeline">, at: Date): string {
  const refunds = timeline.filter(({ event }) => event === "refunded");
  if (refunds.at(-1)?.at !== at) return "Sent back to your card";
  const sum = `${formatMoney(payment?.refundedMinor ?? 0)} sent back to your card`;
  return refunds.length > 1 ? `${sum} in all` : sum;
}

function paidWords({ payment, totalMinor }: Pick<Seen, "payment" | "totalMinor">): string {
  const amount = formatMoney(payment?.amountMinor ?? totalMinor);
  if (payment === null) return amount;
  return `${amount}, ${payment.gateway === "test" ? "test card" : "card"} ending ${payment.cardLast4}`;
}

function ahead(status: OrderView["status"]): Step[] {
  const paid: Step = { key: "pay", state: "next", name: "Paid", text: "When you have paid", at: undefined };
  const sent: Step = {
    key: "send",
    state: "next",
    name: "Packed and sent",
    text: "From our storeroom to your door",
    at: undefined,
    due: "Tomorrow",
  };
  const there: Step = {
    key: "endNavigation",
    state: "next",
    name: "Delivered",
    text: "To your door",
    at: undefined,
  };
  if (status === "pending") return [paid, sent, there];
  if (status === "paid") return [sent, there];
  return status === "fulfilled" ? [there] : [];
}

/** An order past its hold reads as expired at once, before the shop has written it down. */
function endedStep(): Step {
  return {
    key: "ended",
    state: "stopped",
    name: "The hold ended",
    text: "The things are back on the shelf",
    at: undefined,
  };
}
