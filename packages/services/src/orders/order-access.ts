import { forbidden, type Permission, unauthenticated } from "@scarlet/domain/accounts";
import { type Actor, actorKey } from "@scarlet/domain/kernel";
import {
  edgeOf,
  effectiveStatus,
  maxExtensions,
  type Order,
  type OrderEvent,
  type OrderView,
  orderNotFound,
  orderView,
  orderViewSchema,
} from "@scarlet/domain/orders";
import { may } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";

/** Whether an order is this actor's: their own, or a guest's whose mailed link they have. */
export function owns(actor: Actor, order: Order): boolean {
  if (actor.kind !== "user" && actor.kind !== "guest") return false;
  const opened = order.ownerKey.startsWith("guest:") && actor.openedOrders?.has(order.id) === true;
  return opened || actorKey(actor) === order.ownerKey;
}

/**
 * An order for its owner, or for those whom the matrix gives `permission`. Whoever may not even read it hears the same
 * as for an order that does not exist. Raises `accounts.unauthenticated`, `accounts.forbidden`, `orders.not_found`.
 */
export async function orderFor(
  ctx: Pick<ServiceContext, "actor" | "orders">,
  id: string,
  permission: Permission,
): Promise<Order> {
  if (ctx.actor.kind === "anonymous") throw unauthenticated();
  const order = await ctx.orders.findById(id);
  if (order === null) throw orderNotFound();
  if (owns(ctx.actor, order) || may(ctx.actor, permission)) return order;
  throw may(ctx.actor, "orders.read_all") ? forbidden(permission) : orderNotFound();
}

/** An order as this actor sees it at `now`, with the moves that are open to them; whom it is for only where they may know. */
export function viewFor(actor: Actor, order: Order, now: Date): OrderView {
  const open = (event: OrderEvent) => {
    const edge = edgeOf(effectiveStatus(order, now), event);
    if (edge === undefined) return false;
    return (edge.owner && owns(actor, order)) || (edge.others !== "system" && may(actor, edge.others));
  };
  const extend = open("extend") && order.holdExtensions < maxExtensions(order.ownerKey);
  const [pay, cancel, fulfil, takeBack] = [
    open("pay"),
    open("cancel"),
    open("fulfil"),
    open("return_to_shelf"),
  ];
  const seen = owns(actor, order) || may(actor, "orders.read_contact") ? order : withoutContact(order);
  return orderView(seen, { pay, cancel, extend, fulfil, takeBack }, now);
}

/** The order without anything that tells who bought it. */
function withoutContact(order: Order): Order {
  const timeline = order.timeline.map((entry) => {
    const { kind, id } = entry.actor;
    return `${kind}:${id}` === order.ownerKey
      ? { ...entry, actor: { ...entry.actor, name: "Buyer" } }
      : entry;
  });
  return { ...order, email: null, address: null, timeline };
}

/** An order view as it was remembered. */
export function reviveOrder(remembered: unknown): OrderView {
  return orderViewSchema.parse(remembered);
}
