import type { Cause } from "@scarlet/domain/inventory";
import { type ActorRef, actorRef, type Log, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { advance, type Order, type OrderStock, requireEdge } from "@scarlet/domain/orders";
import type { StockLane } from "../context/index.ts";
import { createLane, type LaneLimits } from "../inventory/index.ts";

/**
 * Why an order moves stock. An order is held, sold, ended each once, so its id names the cause; `part` tells apart what
 * may happen to it more than once.
 */
export function orderCause(
  orderId: string,
  actor: ActorRef,
  reason: string | null = null,
  part?: string,
): Cause {
  const causeKey = part === undefined ? `order:${orderId}` : `order:${orderId}:${part}`;
  return { actor, reason, note: null, orderId, causeKey };
}

/** Ends a hold whose time is over. It ended when its time was over, however late this is written. */
export function expireHold(order: Order, now: Date): { readonly order: Order; readonly cause: Cause } {
  const actor = actorRef(SYSTEM_ACTOR);
  const entry = { event: "expired", at: order.holdExpiresAt, actor, note: null } as const;
  return {
    order: advance(order, requireEdge(order, "expire", now), entry),
    cause: orderCause(order.id, actor, "expired"),
  };
}

/**
 * The shop's checkout lane: one per API process. Reads are fresh after each commit without being told of it, because the
 * store commits behind the fence of its products.
 */
export function createOrderLane(parts: {
  readonly store: OrderStock;
  readonly log: Log;
  readonly limits?: Partial<LaneLimits>;
}): StockLane<Order> {
  return createLane({ ...parts, expire: expireHold });
}
