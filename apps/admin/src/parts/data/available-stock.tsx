import { stockLevel } from "@scarlet/domain/catalog";
import { StockLine } from "@scarlet/ui/product/stock-line";
import { partsCopy } from "../../copy/parts.ts";
import { formatNumber } from "../../format/numbers.ts";

/** What can still be sold: filled green, filled amber at or under the low mark, a ring at none. */
export function AvailableStock({ available, lowStockAt }: { available: number; lowStockAt: number }) {
  const level = stockLevel(available, lowStockAt);
  return (
    <StockLine level={level} title={partsCopy.stockLevel[level]}>
      {formatNumber(available)}
    </StockLine>
  );
}
