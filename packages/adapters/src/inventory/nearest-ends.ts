import { all, Field, type Mongo } from "../mongo/index.ts";
import { holdsOn } from "./open-holds.ts";

/** So many open holds are read at once to find the nearest end of each product; beyond, products are asked singly. */
const HOLDS_AT_ONCE = 64;

/** When the next open hold of each product ends, after `later` when that is given. Products without one are missing. */
export async function nearestEnds(
  mongo: Mongo,
  productIds: readonly string[],
  later?: Date,
): Promise<Map<string, Date>> {
  const { orders } = mongo.prisma.orm;
  const next = (ids: readonly string[], limit: number) =>
    orders
      .where(later === undefined ? holdsOn(ids) : all(holdsOn(ids), Field.gt("holdExpiresAt", later)))
      .orderBy({ holdExpiresAt: 1 })
      .limit(limit)
      .select("productIds", "holdExpiresAt")
      .all();
  const first = await next(productIds, HOLDS_AT_ONCE);
  const ends = new Map<string, Date>();
  for (const { productIds: held, holdExpiresAt } of first)
    for (const id of held) if (!ends.has(id)) ends.set(id, holdExpiresAt);
  if (first.length < HOLDS_AT_ONCE) return ends;
  const unseen = productIds.filter((id) => !ends.has(id));
  await Promise.all(
    unseen.map(async (id) => {
      const [hold] = await next([id], 1);
      if (hold) ends.set(id, hold.holdExpiresAt);
    }),
  );
  return ends;
}
