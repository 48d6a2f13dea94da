import { aggregate, Field, type Mongo } from "../mongo/index.ts";

/** What can be bought of a SKU as its row says, within whatever transaction is running. Null: there is no such SKU. */
export async function readShelf(
  mongo: Mongo,
  sku: string,
): Promise<{ readonly available: number; readonly version: number } | null> {
  const row = await mongo.prisma.orm.stock.where({ sku }).select("available", "version").first();
  return row && { available: row.available, version: row.version };
}

/** Those of these SKUs that can be bought as their rows say, in order. */
export async function buyableSkus(mongo: Mongo, skus: readonly string[]): Promise<string[]> {
  if (skus.length === 0) return [];
  const found = mongo.prisma.orm.stock.where(Field.in("sku", [...skus])).select("sku", "available");
  return (await found.all()).flatMap(({ sku, available }) => (available > 0 ? [sku] : [])).sort();
}

/** A piece that staff count away, as one that is damaged or lost. */
const COUNTED_AWAY = { $max: [0, { $multiply: [-1, "$delta.onHand"] }] };

/**
 * Pieces that went off the shelf after a version of the SKU: put on hold, less those given back, or counted away by staff.
 * Selling what is on hold is neither.
 */
export async function takenSince(mongo: Mongo, sku: string, version: number): Promise<number> {
  const [sum] = await aggregate<{ pieces: number }>(mongo, "stock_movements", [
    { $match: { sku, version: { $gt: version }, kind: { $ne: "sale" } } },
    { $group: { _id: null, pieces: { $sum: { $add: ["$delta.reserved", COUNTED_AWAY] } } } },
  ]);
  return sum?.pieces ?? 0;
}
