import { type Order, orderBusy, orderNotFound } from "@scarlet/domain/orders";
import type { ServiceContext } from "../context/index.ts";

const MAX_ATTEMPTS = 8;

/**
 * Changes an order without moving stock: judges and writes the order as it is now, again when another write was
 * quicker. `known` is the order where it was just read. A change of null leaves it as it is. Raises what `change` raises,
 * `orders.busy`, `orders.not_found`.
 */
export async function changeOrder(
  ctx: Pick<ServiceContext, "orders">,
  id: string,
  change: (order: Order) => Order | null | Promise<Order | null>,
  known: Order | null = null,
): Promise<Order> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const order = (attempt === 0 ? known : null) ?? (await ctx.orders.findById(id));
    if (order === null) throw orderNotFound();
    const changed = await change(order);
    if (changed === null) return order;
    const next = { ...changed, version: order.version + 1 };
    if (await ctx.orders.replace(next)) return next;
  }
  throw orderBusy();
}
