import { type StockRow, stockRowSchema } from "@scarlet/domain/inventory";
import type { StockFeed } from "@scarlet/web/inventory/stock-change";
import { z } from "zod";

const changeSchema = z.object({
  productId: z.string(),
  skus: z.array(stockRowSchema.omit({ productId: true })),
});

/** What staff are told of stock: the rows that a commit left, each with its own version. */
export const staffStockFeed: StockFeed<readonly StockRow[]> = {
  path: "/api/inventory/events",
  parse(text) {
    try {
      const { productId, skus } = changeSchema.parse(JSON.parse(text));
      return skus.map((sku) => ({ ...sku, productId }));
    } catch {
      return undefined;
    }
  },
};
