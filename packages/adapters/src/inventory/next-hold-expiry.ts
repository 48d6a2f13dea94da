import { all, Field, type Mongo } from "../mongo/index.ts";
import { holdsOn } from "./hold-filters.ts";

/** How many open holds one read takes to find the next end of each product; products not among them are read singly. */
const HOLDS_PER_READ = 64;
/** Up to this many products are read singly from the start: a read of one hold costs less than of many. */
const MAX_SINGLE_READS = 4;

/** When the next open hold of each product ends, after `later` when that is given. Products without one are missing. */
export async function nextHoldExpiries(
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
  const ends = new Map<string, Date>();
  if (productIds.length > MAX_SINGLE_READS) {
    const first = await next(productIds, HOLDS_PER_READ);
    for (const { productIds: held, holdExpiresAt } of first)
      for (const id of held) if (!ends.has(id)) ends.set(id, holdExpiresAt);
    if (first.length < HOLDS_PER_READ) return ends;
  }
  const unseen = productIds.filter((id) => !ends.has(id));
  await Promise.all(
    unseen.map(async (id) => {
      const [hold] = await next([id], 1);
      if (hold) ends.set(id, hold.holdExpiresAt);
    }),
  );
  return ends;
}
