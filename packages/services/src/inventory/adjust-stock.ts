import { type AdjustStockInput, adjust, type StockRow, stockRowSchema } from "@scarlet/domain/inventory";
import { actorRef } from "@scarlet/domain/kernel";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { answerOnce } from "../kernel/index.ts";

/**
 * Changes a SKU's on hand by hand: by a difference, or to a counted figure. For those who may adjust.
 * Raises `inventory.version_conflict`, `inventory.below_reserved`, `inventory.too_much_stock`,
 * `inventory.sku_not_found`, `idempotency.key_required`, `idempotency.key_reused`, `service.unavailable`.
 */
export async function adjustStock(
  ctx: Pick<ServiceContext, "actor" | "ids" | "stock" | "idempotency" | "signal">,
  input: AdjustStockInput,
  key: string | undefined,
): Promise<StockRow> {
  authorize(ctx.actor, "stock.adjust");
  const cause = {
    actor: actorRef(ctx.actor),
    reason: input.reason,
    note: input.note ?? null,
    orderId: null,
    causeKey: `adjust:${ctx.ids.newId()}`,
  };
  const revive = (stored: unknown) => stockRowSchema.parse(stored);
  return answerOnce(ctx, { route: "inventory.adjust", key, input, revive }, (intent) =>
    ctx.stock.submit({
      intent,
      skus: [input.sku],
      orderIds: [],
      signal: ctx.signal,
      revive,
      decide: ({ draft }) => ({ answer: adjust(draft, input, cause) }),
    }),
  );
}
