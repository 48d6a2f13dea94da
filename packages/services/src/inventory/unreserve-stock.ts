import { type Hold, putBack, release, type StockLine } from "@scarlet/domain/inventory";
import type { StockLane } from "../context/index.ts";
import { type HoldChange, holdCommand } from "./hold-change.ts";

/**
 * Puts an order's stock, or these lines of it, back on the shelf: what was held is released (`held`), what was sold
 * returns. Runs inside cancelling and taking back, never by itself. Raises what the change raises,
 * `idempotency.key_reused`, `service.unavailable`.
 */
export function unreserveStock<H extends Hold, R>(
  ctx: { readonly stock: StockLane<H> },
  change: HoldChange<H, R>,
  held: (order: H) => boolean,
  lines?: readonly StockLine[],
): Promise<R> {
  return ctx.stock.submit(
    holdCommand(change, ({ draft }, before) => {
      const putDown = held(before) ? release : putBack;
      putDown(draft, lines ?? before.lines, change.cause);
    }),
  );
}
