import { stockLevel } from "@scarlet/domain/catalog";
import { partsCopy } from "../../copy/parts.ts";
import { formatNumber } from "../../format/numbers.ts";

/** What can still be sold: filled green, filled amber at or under the low mark, a ring at none. */
export function AvailableStock({ available, lowStockAt }: { available: number; lowStockAt: number }) {
  const level = stockLevel(available, lowStockAt);
  return (
    <span className="av" data-level={level} title={partsCopy.stockLevel[level]}>
      <i className={level === "out" ? "dot dot-ring" : "dot"} aria-hidden="true" />
      {formatNumber(available)}
    </span>
  );
}
