import { stockLevel } from "@scarlet/domain/catalog";
import { StockLine } from "@scarlet/ui/product/stock-line";
import { stockCopy } from "../copy/stock.ts";

type Props = {
  /** Undefined: it is not read yet. */
  readonly available: number | undefined;
  readonly lowStockAt: number;
  readonly small?: boolean;
};

/** How many of a SKU, or of a product, can be bought. */
export function AvailableStock({ available, lowStockAt, small = true }: Props) {
  if (available === undefined)
    return (
      <StockLine level="unknown" small={small}>
        {stockCopy.counting}
      </StockLine>
    );
  return (
    <StockLine level={stockLevel(available, lowStockAt)} small={small} figure={available}>
      {stockCopy.left(available, lowStockAt)}
    </StockLine>
  );
}
