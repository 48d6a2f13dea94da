import { all, Field, type Mongo } from "../mongo/index.ts";
import { holdsOn } from "./open-holds.ts";

/** So many open holds are read at once to find the nearest end of each product; beyond, products are asked singly. */
const HOLDS_AT_ONCE = 64;
/** So few products are asked singly at once: a question with one answer costs less than many holds read in vain. */
const ASKED_SINGLY = 4;

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
  const ends = new Map<string, Date>();
  if (productIds.length > ASKED_SINGLY) {
    const first = await next(productIds, HOLDS_AT_ONCE);
    for (const { productIds: held, holdExpiresAt } of first)
      for (const id of held) if (!ends.has(id)) ends.set(id, holdExpiresAt);
    if (first.length < HOLDS_AT_ONCE) return ends;
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
