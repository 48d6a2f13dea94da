import type { OrderStatus, OrderView } from "@scarlet/domain/orders";
import { formatCount } from "../../format/numbers.ts";

const STATUSES: Readonly<Record<OrderStatus, string>> = {
  pending: "Held",
  paid: "Paid",
  fulfilled: "Sent",
  cancelled: "Cancelled",
  expired: "Expired",
};

const NEXT_STEPS: Readonly<Record<OrderStatus, string>> = {
  pending: "To be paid",
  paid: "To be sent",
  fulfilled: "Done",
  cancelled: "Stock given back",
  expired: "Stock given back",
};

const VIEWS: Readonly<Record<OrderStatus | "all", string>> = {
  all: "All",
  paid: "To be sent",
  pending: "Held now",
  fulfilled: "Sent",
  cancelled: "Cancelled",
  expired: "Expired",
};

/** The words of the list of orders, and those that every place with an order needs. */
export const ordersCopy = {
  order: "Order",
  pieces: (count: number) => formatCount(count, "piece"),
  status: (status: OrderStatus): string => STATUSES[status],
  timeLeft: (time: string) => `, ${time} left`,
  /** What happens next with an order, or how it ended. */
  nextStep: (status: OrderStatus): string => NEXT_STEPS[status],
  /** The name of the customer: from the address, else the email address, else "Guest". */
  customer: ({ address, email }: Pick<OrderView, "address" | "email">): string =>
    address ? `${address.firstName} ${address.lastName}` : (email ?? "Guest"),

  view: (status: OrderStatus | "all"): string => VIEWS[status],
  /** What the search looks at: emails only for those who may read them. */
  search: (mayReadContact: boolean) => (mayReadContact ? "Order or email" : "Order number"),
  table: "Orders",
  columns: {
    order: "Order",
    when: "When",
    customer: "Customer",
    things: "Things",
    state: "State",
    next: "Next",
    total: "Total",
  },
  newer: "Newer orders",
  older: "Older orders",
  none: "No orders yet.",
  noneWhy: "The first one appears here as soon as somebody holds a thing.",
  noneInView: (status: OrderStatus) => `No orders ${VIEWS[status].toLowerCase()}.`,
} as const;
