import { type Log, SEARCH_FOLDING_VERSION } from "@scarlet/domain/kernel";
import { orderSearchTokens } from "@scarlet/domain/orders";
import { rebuildProductSearch, type WriteFence } from "../inventory/index.ts";
import { all, Field, idParam, type Mongo, type RecordOf } from "../mongo/index.ts";

const ORDERS_PER_BATCH = 500;
/** Version of the folding rules that stored search words were made by. Not in the contract: it describes data, as leases do. */
const UPKEEP = "upkeep";
const FOLDING = "search-folding";
type Upkeep = { readonly _id: string; readonly version: number };

/** Whether stored search words were made by other folding rules than today's. */
export async function isFoldedOtherwise(mongo: Mongo): Promise<boolean> {
  const done = await mongo.db.collection<Upkeep>(UPKEEP).findOne({ _id: FOLDING });
  return done === null || done.version < SEARCH_FOLDING_VERSION;
}

/** Records that all stored search words follow today's rules, as in a freshly seeded shop. */
export async function noteFolded(mongo: Mongo): Promise<void> {
  await mongo.db
    .collection<Upkeep>(UPKEEP)
    .updateOne({ _id: FOLDING }, { $set: { version: SEARCH_FOLDING_VERSION } }, { upsert: true });
}

/**
 * Rebuilds the stored words that searches and title order use, when other rules than today's made them: words of
 * products, of stock rows and of orders. Done once for each version of the rules; a run that was cut off begins again.
 * Returns how many products and orders were read: 0 when nothing had to be rebuilt.
 */
export async function refoldSearch(parts: {
  readonly mongo: Mongo;
  readonly fence: WriteFence;
  readonly log: Log;
}): Promise<number> {
  const { mongo, log } = parts;
  if (!(await isFoldedOtherwise(mongo))) return 0;
  const [products, orders] = [await rebuildProductSearch(parts), await refoldOrders(mongo)];
  await noteFolded(mongo);
  log.info(
    { products, orders, version: SEARCH_FOLDING_VERSION },
    "the words that searches look for were made anew",
  );
  return products + orders;
}

async function refoldOrders(mongo: Mongo): Promise<number> {
  const { orders } = mongo.prisma.orm;
  let seen = 0;
  for (let last: string | undefined; ; ) {
    const from = last === undefined ? orders : orders.where(Field.gt("_id", idParam(last)));
    const records = await from.orderBy({ _id: 1 }).limit(ORDERS_PER_BATCH).all();
    const { _id: end } = records.at(-1) ?? {};
    if (end === undefined) return seen;
    last = end;
    for (const record of records) await refoldOrder(mongo, record);
    seen += records.length;
  }
}

async function refoldOrder(mongo: Mongo, record: RecordOf<"Order">): Promise<void> {
  const { _id, version, number, email, address } = record;
  const tokens = orderSearchTokens({ number, email, address });
  if (tokens.join("\n") === record.tokens.join("\n")) return;
  // A write of the order meanwhile has made its words by today's rules.
  const asRead = all(Field.eq("_id", idParam(_id)), Field.eq("version", version));
  await mongo.prisma.orm.orders.where(asRead).updateAndCount({ tokens });
}
