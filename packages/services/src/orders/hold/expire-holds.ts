import type { ServiceContext } from "../../context/index.ts";

/** How many ended holds one step of the sweeper takes. */
const HOLDS_PER_STEP = 100;

/**
 * One step of the sweeper: writes the releases of holds past their end and tells how many. They counted as free since
 * their end; this is housekeeping. The lane releases the ended holds of every SKU it meets, so naming them is enough.
 */
export async function expireHolds(ctx: Pick<ServiceContext, "stock">): Promise<number> {
  const ended = await ctx.stock.endedHolds(HOLDS_PER_STEP);
  if (ended.length === 0) return 0;
  return ctx.stock.submit({
    intent: null,
    skus: ended.flatMap((hold) => hold.lines.map((line) => line.sku)),
    orderIds: ended.map((hold) => hold.id),
    revive: Number,
    decide: (view) => ({ answer: ended.filter(({ id }) => view.order(id)?.status === "expired").length }),
  });
}
