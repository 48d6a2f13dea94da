import { type Cause, type Hold, reserve, type StockDraft, type StockLine } from "@scarlet/domain/inventory";
import type { Intent } from "@scarlet/domain/kernel";
import type { StockLane } from "../context/index.ts";

/** A new hold: what to put aside and the order that holds it. */
export type Reservation<H extends Hold, R, L extends StockLine> = {
  readonly intent: Intent;
  readonly skus: readonly string[];
  readonly cause: Cause;
  /** Chooses the lines from what is on the shelf now. Pure. */
  choose(draft: StockDraft): readonly L[];
  /** Makes the order that holds the lines. Pure. */
  hold(lines: readonly L[], now: Date): { readonly order: H; readonly answer: R };
  revive(remembered: unknown): R;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Puts stock aside for a new order: all lines or none. Runs inside placing an order, never by itself.
 * Raises `inventory.insufficient_stock`, `inventory.sku_not_found`, `idempotency.key_reused`, `service.unavailable`.
 */
export function reserveStock<H extends Hold, R, L extends StockLine>(
  ctx: { readonly stock: StockLane<H> },
  reservation: Reservation<H, R, L>,
): Promise<R> {
  return ctx.stock.submit({
    intent: reservation.intent,
    skus: reservation.skus,
    orderIds: [],
    signal: reservation.signal,
    revive: (stored) => reservation.revive(stored),
    decide(view) {
      const lines = reservation.choose(view.draft);
      reserve(view.draft, lines, reservation.cause);
      const { order, answer } = reservation.hold(lines, view.now);
      return { answer, orderInserts: [order] };
    },
  });
}
