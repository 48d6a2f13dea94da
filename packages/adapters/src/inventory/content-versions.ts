import { idsIn, type Mongo } from "../mongo/index.ts";

/** The version of the words and prices of these products. Whoever changes them raises `product_stock` first. */
export async function contentVersionsOf(
  mongo: Mongo,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  if (productIds.length === 0) return new Map();
  const found = await mongo.prisma.orm.products
    .where(idsIn("_id", productIds))
    .select("_id", "contentVersion")
    .all();
  return new Map(found.map(({ _id, contentVersion }) => [_id, contentVersion]));
}
