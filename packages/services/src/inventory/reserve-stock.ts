import {
  type Cause,
  type Hold,
  type Holder,
  reserve,
  type StockDraft,
  type StockLine,
} from "@scarlet/domain/inventory";
import type { Intent } from "@scarlet/domain/kernel";
import type { LaneView, StockLane } from "../context/index.ts";

/** A new hold: what to put aside and the order that holds it. */
export type Reservation<H extends Hold, R, L extends StockLine> = {
  readonly intent: Intent;
  readonly skus: readonly string[];
  readonly cause: Cause;
  /** Whose open holds count. */
  readonly holders: readonly Holder[];
  /** Chooses the lines from what is on the shelf now. Pure. */
  choose(draft: StockDraft): readonly L[];
  /** Makes the order that holds the lines, or refuses what would be too much for one holder. Pure. */
  hold(lines: readonly L[], view: LaneView<H>): { readonly order: H; readonly answer: R };
  /** Says more of a refusal of the shelf. Pure. */
  explain(refusal: unknown, view: LaneView<H>): unknown;
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
    holders: reservation.holders,
    signal: reservation.signal,
    revive: (stored) => reservation.revive(stored),
    decide(view) {
      const lines = takeFromShelf(reservation, view);
      const { order, answer } = reservation.hold(lines, view);
      return { answer, orderInserts: [order] };
    },
  });
}

function takeFromShelf<H extends Hold, R, L extends StockLine>(
  reservation: Reservation<H, R, L>,
  view: LaneView<H>,
): readonly L[] {
  try {
    const lines = reservation.choose(view.draft);
    reserve(view.draft, lines, reservation.cause);
    return lines;
  } catch (refusal) {
    throw reservation.explain(refusal, view);
  }
}
