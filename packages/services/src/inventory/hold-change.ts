import type { Cause, Hold } from "@scarlet/domain/inventory";
import { type Intent, invariant } from "@scarlet/domain/kernel";
import type { Decision, LaneView, StockCommand } from "../context/index.ts";

/** A change of an order that holds stock. */
export type HoldChange<H extends Hold, R> = {
  readonly intent: Intent | null;
  /** The order as it was found; its lines never change, its state is read again when the change is decided. */
  readonly hold: H;
  readonly cause: Cause;
  /** The order after the change, judged at the database's time; the same one changes nothing. Pure; raises refusals. */
  change(hold: H, now: Date): { readonly order: H; readonly answer: R };
  revive(remembered: unknown): R;
  readonly urgent?: boolean;
  readonly signal?: AbortSignal | undefined;
};

/** A lane command that changes one order and moves its stock by `move`. */
export function holdCommand<H extends Hold, R>(
  change: HoldChange<H, R>,
  move: (view: LaneView<H>, before: H, after: H) => void,
): StockCommand<H, R> {
  return {
    intent: change.intent,
    skus: change.hold.lines.map((line) => line.sku),
    orderIds: [change.hold.id],
    signal: change.signal,
    urgent: change.urgent,
    revive: (stored) => change.revive(stored),
    decide(view): Decision<H, R> {
      const before = view.order(change.hold.id);
      invariant(before !== undefined, `order ${change.hold.id} vanished while it was being changed`);
      const { order, answer } = change.change(before, view.now);
      // The change found nothing to do: no stock moves, and only the answer is remembered.
      if (order === before) return { answer };
      move(view, before, order);
      return { answer, orderUpdates: [order] };
    },
  };
}
