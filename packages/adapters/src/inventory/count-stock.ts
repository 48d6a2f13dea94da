import type { StockCounts } from "@scarlet/domain/inventory";
import { aggregate, type Mongo } from "../mongo/index.ts";

/** A shop with more SKUs than this sums its pieces once a minute: the sum is the one figure no index knows. */
const MANY_SKUS = 20_000;
const SUM_AGE_MS = 60_000;

type Sum = { readonly pieces: number; readonly readAt: number };

/** Counts for the staff's views. In a large shop `pieces` may be a minute old; the others are counted at every call. */
export function createStockCounter(mongo: Mongo): () => Promise<StockCounts> {
  let last: Sum | undefined;

  const piecesOf = async (skus: number): Promise<number> => {
    const readAt = performance.now();
    if (last && skus > MANY_SKUS && readAt - last.readAt < SUM_AGE_MS) return last.pieces;
    const [row] = await aggregate<{ pieces: number }>(mongo, "stock", [
      { $group: { _id: null, pieces: { $sum: "$onHand" } } },
    ]);
    last = { pieces: row?.pieces ?? 0, readAt };
    return last.pieces;
  };

  return async () => {
    // The driver's own count: Prisma has none, and this one is answered from an index alone.
    const stock = mongo.db.collection("stock");
    const [skus, lowStock, outOfStock, held] = await Promise.all([
      stock.countDocuments({ sku: { $gt: "" } }),
      stock.countDocuments({ level: "low" }),
      stock.countDocuments({ level: "out" }),
      stock.countDocuments({ held: true }),
    ]);
    return { skus, pieces: await piecesOf(skus), lowStock, outOfStock, held };
  };
}
