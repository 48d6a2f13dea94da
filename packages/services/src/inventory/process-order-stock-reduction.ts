import { type Hold, sell } from "@scarlet/domain/inventory";
import type { StockLane } from "../context/index.ts";
import { type HoldChange, holdCommand } from "./hold-change.ts";

/**
 * Turns an order's held stock into sold stock. Runs inside paying, after the money is there, never by itself.
 * Raises what the change raises (a hold that was lost), `idempotency.key_reused`, `service.unavailable`.
 */
export function processOrderStockReduction<H extends Hold, R>(
  ctx: { readonly stock: StockLane<H> },
  change: HoldChange<H, R>,
): Promise<R> {
  return ctx.stock.submit(
    holdCommand(change, ({ draft }, before) => {
      sell(draft, before.lines, change.cause);
    }),
  );
}
