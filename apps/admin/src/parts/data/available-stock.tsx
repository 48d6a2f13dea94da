import { stockLevel } from "@scarlet/domain/catalog";
import { formatNumber } from "../../format/numbers.ts";

const LEVEL_WORDS = {
  plenty: "over the low mark",
  low: "at or under the low mark",
  out: "none left",
} as const;

/** What can still be sold: filled green, filled amber at or under the low mark, a ring at none. */
export function AvailableStock({ available, lowStockAt }: { available: number; lowStockAt: number }) {
  const level = stockLevel(available, lowStockAt);
  return (
    <span className="av" data-level={level} title={LEVEL_WORDS[level]}>
      <i className={level === "out" ? "dot dot-ring" : "dot"} aria-hidden="true" />
      {formatNumber(available)}
    </span>
  );
}
