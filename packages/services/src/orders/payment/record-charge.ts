import type { Settlement } from "@scarlet/domain/orders";
import type { ServiceContext } from "../../context/index.ts";
import { changeOrder } from "../change-order.ts";

/** A charge by the order it is for and the key that the gateway knows it by. */
type ChargeRef = { readonly id: string; readonly key: string };

/**
 * Stores the gateway's last answer about a charge on the order, so that its page can show it. Never raises: the outcome
 * of the payment matters more than this record, and must reach the buyer.
 */
export async function recordChargeState(
  ctx: Pick<ServiceContext, "orders" | "log">,
  { id, key }: ChargeRef,
  state: Settlement["state"],
): Promise<void> {
  try {
    await changeOrder(ctx, id, (order) => {
      const { settlement } = order;
      if (settlement?.key !== key || settlement.state === state) return null;
      return { ...order, settlement: { ...settlement, state } };
    });
  } catch (error) {
    ctx.log.warn(
      { orderId: id, state, err: error },
      "what the gateway said of a charge was not written down",
    );
  }
}

/** Removes a charge that can capture nothing any more from its order; the next payment starts a new one. */
export async function clearCharge(
  ctx: Pick<ServiceContext, "orders">,
  { id, key }: ChargeRef,
): Promise<void> {
  await changeOrder(ctx, id, (order) =>
    order.settlement?.key === key ? { ...order, settlement: null } : null,
  );
}
