import { formatMoney, formatRate } from "@scarlet/domain/kernel";
import type { OrderView, TimelineEntry } from "@scarlet/domain/orders";
import { formatCount } from "../../format/numbers.ts";
import type { TimelineFacts } from "../../orders/order-facts.ts";
import { errorsCopy } from "../errors.ts";

const DELIVERIES: Readonly<Record<OrderView["delivery"], string>> = {
  none: "Delivery",
  standard: "Delivery, to the door",
  express: "Delivery, express",
};

/** The words of the page of one order. */
export const orderCopy = {
  notFound: "There is no such order.",
  things: "Things",
  payment: "Payment",
  timeline: "What happened",
  customer: "Customer",
  customerHidden: (roles: string) => `Who bought this, and where it goes, is for ${roles}.`,
  to: "To",
  noAddress: "No address yet.",

  printSlip: "Print slip",
  cancel: (isPaid: boolean) => (isPaid ? "Cancel and refund" : "Cancel"),
  takeBack: "Take back",
  markAsSent: "Mark as sent",
  sending: "Sending",
  noAnswer: `${errorsCopy.noAnswer} Look at the order again before you retry.`,

  lines: {
    table: "Lines of the order",
    thing: "Thing",
    sku: "SKU",
    price: "Price",
    ordered: "Ordered",
    cancelled: "Cancelled",
    returned: "Returned",
    sum: "Sum",
    goods: "Goods",
    delivery: (delivery: OrderView["delivery"]): string => DELIVERIES[delivery],
    vat: (basisPoints: number) => `of which ${formatRate(basisPoints)} VAT`,
    total: "Total",
  },

  paid: {
    columns: { payment: "Payment", what: "What", state: "State", amount: "Amount" },
    card: ({ gateway, cardLast4 }: { gateway: string; cardLast4: string | null }) =>
      `${gateway === "test" ? "Test card" : "Card"} ending ${cardLast4}`,
    captured: "Captured",
    refunded: "Refunded",
    /** What was paid and refunded. `dueMinor`: a refund that is not sent yet. */
    summary: (paid: {
      paidMinor: number;
      refundedMinor: number;
      canRefund: boolean;
      dueMinor: number | undefined;
    }) =>
      [
        `Paid ${formatMoney(paid.paidMinor)}, refunded ${formatMoney(paid.refundedMinor)}`,
        paid.canRefund ? ", can still be refunded" : "",
        paid.dueMinor === undefined ? "" : `; ${formatMoney(paid.dueMinor)} is due and not sent yet`,
      ].join(""),
  },

  /** What an order waits for, over its timeline. */
  waiting: { pending: "Waiting to be paid", paid: "Waiting to be sent" },
  by: "by ",
  /** The heading of a timeline entry. */
  event: (event: TimelineEntry["event"], facts: TimelineFacts): string => eventHead(event, facts),
  /** What an entry did to the stock of the order's pieces; undefined when nothing. */
  stockEffect: (event: TimelineEntry["event"], wasPaid: boolean): string | undefined => {
    if (event === "held") return "reserved";
    if (event === "paid") return "sold";
    if (event === "expired") return "released";
    if (event === "cancelled") return wasPaid ? "put back on the shelf" : "released";
    return undefined;
  },
} as const;

function eventHead(event: TimelineEntry["event"], facts: TimelineFacts): string {
  switch (event) {
    case "held":
      return `Held ${formatCount(facts.orderedPieces, "piece")}`;
    case "extended":
      return "Hold extended";
    case "paid":
      return `Paid ${formatMoney(facts.paidMinor)}`;
    case "cancelled":
      return "Cancelled";
    case "refund_failed":
      return "The refund did not arrive";
    case "disputed":
      return "The bank disputes the payment";
    case "expired":
      return "The hold ended";
    case "fulfilled":
      return "Sent";
    case "lines_cancelled":
      return "Cancelled in part";
    case "returned":
      return "Came back";
    case "refunded":
      return facts.refundedMinor === undefined ? "Refunded" : `Refunded ${formatMoney(facts.refundedMinor)}`;
  }
}
