import type { GroupPlan, GroupRequest, GroupState, Hold, StockRow } from "@scarlet/domain/inventory";
import { all, idsIn, LINEARIZABLE, type Mongo } from "../mongo/index.ts";
import { remembered } from "./group-state.ts";
import { isEmpty } from "./group-writes.ts";
import { endedBy, holdsOn } from "./hold-filters.ts";
import { openHoldsOf } from "./holds-by-holder.ts";
import { fromStockRecord } from "./stock-record.ts";

/** A hold that ends this soon sends the group to a transaction, and so does a precheck that takes this long. */
const PRECHECK_MS = 1_000;

type Precheck<H extends Hold> = {
  readonly request: GroupRequest;
  /** The rows of the SKUs asked for, as they were just read. */
  readonly found: readonly StockRow[];
  readonly decide: (state: GroupState<H>) => GroupPlan<H>;
};

/**
 * Whether a group of commands changes nothing, so that it needs no transaction: the stock is sold out, or each command
 * was answered before. Many requests for a sold out SKU are so answered by reads, which cause no write conflicts.
 *
 * The answer is true of a moment after the group was asked: each row is read as one state, and lines that one row
 * cannot serve cannot be served at all. Holds that have ended, or end while we look, count as free, so a product
 * with any of them is left to a transaction; and so are commands on orders, whose rows and orders must be one state.
 */
export async function groupChangesNothing<H extends Hold>(
  mongo: Mongo,
  { request, found, decide }: Precheck<H>,
): Promise<boolean> {
  if (request.orderIds.length > 0 || found.length === 0 || found.some(({ available }) => available > 0))
    return false;
  const begun = performance.now();
  // Else a primary that was cut off would go on refusing what the new one has in stock again.
  if (!(await isUpToDate(mongo))) return false;
  const now = await mongo.clock.now();
  // In this order: a release that is written after we looked for ended holds is in the rows.
  const { orders, stock } = mongo.prisma.orm;
  const ids = new Set(found.map(({ productId }) => productId));
  const ending = await orders
    .where(all(holdsOn(ids), endedBy(new Date(now.getTime() + PRECHECK_MS))))
    .limit(1)
    .all();
  if (ending.length > 0) return false;
  const records = await stock.where(idsIn("productId", ids)).orderBy({ sku: 1 }).all();
  const known = await remembered(mongo, request.intentIds);
  const openHolds = await openHoldsOf(mongo, request.holders ?? [], now);
  if (performance.now() - begun >= PRECHECK_MS) return false;
  const rows = records.map(fromStockRecord);
  const state = { now, rows, orders: new Map(), ended: [], endedLeft: false, remembered: known, openHolds };
  return isEmpty(decide(state));
}

/** Whether reads from here on lag behind no commit that anybody was told of before. */
async function isUpToDate(mongo: Mongo): Promise<boolean> {
  try {
    await mongo.db.collection("product_stock").findOne({}, { ...LINEARIZABLE, projection: { _id: 1 } });
    return true;
  } catch {
    // No answer in time: a transaction finds out by itself whether there is a primary.
    return false;
  }
}
