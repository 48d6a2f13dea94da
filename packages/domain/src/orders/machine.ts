import type { Permission } from "../accounts/index.ts";

/** People read these as Held, Paid, Sent, Cancelled, Expired. */
export const ORDER_STATUSES = ["pending", "paid", "fulfilled", "cancelled", "expired"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** What can happen to an order. */
export const ORDER_EVENTS = [
  "pay",
  "cancel",
  "cancel_lines",
  "expire",
  "extend",
  "describe",
  "fulfil",
  "return_to_shelf",
  "return_unsellable",
] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

/** What an edge does to stock. */
export type StockEffect = "none" | "release" | "sale" | "return";

/** One allowed move of an order: from a status by an event to a status. */
export type Edge = {
  readonly from: OrderStatus;
  readonly event: OrderEvent;
  readonly to: OrderStatus;
  readonly stock: StockEffect;
  /** Whether the order's owner may take this edge. */
  readonly owner: boolean;
  /** Who else may: a permission of the matrix, or only the shop itself. */
  readonly others: Permission | "system";
};

/** Every move an order can make. What is not here cannot happen. */
export const EDGES: readonly Edge[] = [
  { from: "pending", event: "pay", to: "paid", stock: "sale", owner: true, others: "orders.pay_any" },
  {
    from: "pending",
    event: "cancel",
    to: "cancelled",
    stock: "release",
    owner: true,
    others: "orders.cancel_any",
  },
  { from: "pending", event: "expire", to: "expired", stock: "release", owner: false, others: "system" },
  {
    from: "pending",
    event: "extend",
    to: "pending",
    stock: "none",
    owner: true,
    others: "orders.extend_any",
  },
  { from: "pending", event: "describe", to: "pending", stock: "none", owner: true, others: "orders.pay_any" },
  {
    from: "paid",
    event: "cancel",
    to: "cancelled",
    stock: "return",
    owner: true,
    others: "orders.cancel_any",
  },
  {
    from: "pending",
    event: "cancel_lines",
    to: "pending",
    stock: "release",
    owner: true,
    others: "orders.cancel_any",
  },
  {
    from: "paid",
    event: "cancel_lines",
    to: "paid",
    stock: "return",
    owner: true,
    others: "orders.cancel_any",
  },
  {
    from: "fulfilled",
    event: "return_to_shelf",
    to: "fulfilled",
    stock: "return",
    owner: false,
    others: "orders.cancel_any",
  },
  {
    from: "fulfilled",
    event: "return_unsellable",
    to: "fulfilled",
    stock: "none",
    owner: false,
    others: "orders.cancel_any",
  },
  { from: "paid", event: "fulfil", to: "fulfilled", stock: "none", owner: false, others: "orders.fulfil" },
];

/** The edge that an event takes from a status; undefined when there is none. */
export function edgeOf(from: OrderStatus, event: OrderEvent): Edge | undefined {
  return EDGES.find((edge) => edge.from === from && edge.event === event);
}
