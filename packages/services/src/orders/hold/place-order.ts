import type { OrderView, PlaceOrderInput } from "@scarlet/domain/orders";
import { ownerKeyOf } from "../../accounts/index.ts";
import type { ServiceContext } from "../../context/index.ts";
import { answerOnce } from "../../kernel/index.ts";
import { reviveOrder } from "../order-access.ts";
import { askFor, type HoldOrderContext, holdOrder } from "./hold-order.ts";

/**
 * Places an order: its things are held from now until `holdExpiresAt`. `{productId, quantity}` takes the first SKU that
 * alone has enough; two lines of one SKU are summed; all lines or none.
 * Raises `catalog.product_not_found`, `inventory.insufficient_stock`, `idempotency.key_required`,
 * `idempotency.key_reused`, `service.unavailable`, `accounts.unauthenticated`.
 */
export async function placeOrder(
  ctx: HoldOrderContext & Pick<ServiceContext, "idempotency">,
  input: PlaceOrderInput,
  key: string | undefined,
): Promise<OrderView> {
  ownerKeyOf(ctx.actor);
  const asked = askFor(ctx, input);
  return answerOnce(ctx, { route: "orders.place", key, input, revive: reviveOrder }, (intent) =>
    holdOrder(ctx, intent, input, asked),
  );
}
