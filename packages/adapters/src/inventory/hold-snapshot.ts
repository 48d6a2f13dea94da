import { type GroupPlan, type Hold, RELEASES_AT_ONCE } from "@scarlet/domain/inventory";
import { type Document, ObjectId } from "mongodb";
import { type Mongo, type RecordOf, recordOfRaw } from "../mongo/index.ts";
import { HOLDING } from "./hold-filters.ts";
import type { HoldRecords } from "./hold-records.ts";

/** The open holds on a group's products, as far as its transaction needs to know them. */
export type HoldSnapshot = {
  /** Those that have ended, the first to end first; no more than one transaction releases. */
  readonly ended: readonly RecordOf<"Order">[];
  /** Whether there are more that have ended. */
  readonly endedLeft: boolean;
  /** The first to end, those that have ended among them. Null: not looked at. */
  readonly first: readonly RecordOf<"Order">[] | null;
  /** Whether there are no others. */
  readonly whole: boolean;
};

export type HoldSnapshotRequest = {
  readonly productIds: ReadonlySet<string>;
  readonly now: Date;
  /** Ended holds that are passed over. */
  readonly skipHoldIds: readonly string[];
};

/** The order that is written about may be the next to end: then the one behind it is asked for as well. */
const MAX_FIRST_HOLDS = 3;
/** A release raises every product of its order; beyond so many products the rest waits for another transaction. */
const MAX_RELEASED_PRODUCTS = 50;
const NONE: HoldSnapshot = { ended: [], endedLeft: false, first: [], whole: true };

/**
 * The stages that find the holds on these products, for `holdSnapshotOf`. For one product, which is nearly every group,
 * the same question tells which hold ends next. Sorted by their end alone, as the index is: ends of one instant are as
 * good as each other.
 */
export function holdStages(asked: HoldSnapshotRequest): Document[] {
  const [only, ...others] = asked.productIds;
  if (only === undefined || others.length > 0) return endedStages(asked);
  const held = { status: HOLDING, productIds: only };
  return [{ $match: held }, { $sort: { holdExpiresAt: 1 } }, { $limit: MAX_FIRST_HOLDS }];
}

function endedStages({ productIds, now, skipHoldIds }: HoldSnapshotRequest): Document[] {
  const ended = { status: HOLDING, productIds: { $in: [...productIds] }, holdExpiresAt: { $lte: now } };
  const without = skipHoldIds.length > 0 && { _id: { $nin: skipHoldIds.map((id) => new ObjectId(id)) } };
  return [
    { $match: { ...ended, ...without } },
    { $sort: { holdExpiresAt: 1 } },
    { $limit: RELEASES_AT_ONCE + 1 },
  ];
}

/** Inside a transaction: what `holdStages` found. Where many have ended it reads as many as one transaction releases. */
export async function holdSnapshotOf(
  mongo: Mongo,
  asked: HoldSnapshotRequest,
  found: readonly RecordOf<"Order">[],
): Promise<HoldSnapshot> {
  const { productIds, now, skipHoldIds } = asked;
  if (productIds.size === 0) return NONE;
  if (productIds.size > 1) return released(found);
  const ended = found.filter(({ holdExpiresAt }) => holdExpiresAt <= now);
  if (ended.length === MAX_FIRST_HOLDS) {
    const all = await mongo.db.collection("orders").aggregate(endedStages(asked)).toArray();
    return released(all.map((doc) => recordOfRaw<"Order">(doc)));
  }
  const releasable = ended.filter(({ _id }) => !skipHoldIds.includes(_id));
  return { ended: releasable, endedLeft: false, first: found, whole: found.length < MAX_FIRST_HOLDS };
}

function released(ended: readonly RecordOf<"Order">[]): HoldSnapshot {
  const taken = takeReleasableBatch(ended);
  return { ended: taken, endedLeft: taken.length < ended.length, first: null, whole: false };
}

/** As many as one transaction releases, and one at least. */
function takeReleasableBatch(ended: readonly RecordOf<"Order">[]): readonly RecordOf<"Order">[] {
  const products = new Set<string>();
  const beyond = ended.findIndex(({ productIds }, index) => {
    for (const id of productIds) products.add(id);
    return index === RELEASES_AT_ONCE || (index > 0 && products.size > MAX_RELEASED_PRODUCTS);
  });
  return beyond === -1 ? ended : ended.slice(0, beyond);
}

/** When the next hold on a product ends once the plan is written; null: none is left. Undefined: it must be asked. */
export function nextEndAfter<H extends Hold>(
  productId: string,
  { first, whole }: HoldSnapshot,
  plan: Pick<GroupPlan<H>, "orderUpdates" | "orderInserts">,
  holds: HoldRecords<H>,
): Date | null | undefined {
  if (first === null) return undefined;
  const written = [...plan.orderUpdates, ...plan.orderInserts].map(holds.toRecord);
  const ids = new Set(written.map(({ _id }) => _id));
  const left = first.filter(({ _id }) => !ids.has(_id));
  // Whatever was not looked at ends after all that was.
  if (left.length === 0 && !whole) return undefined;
  const ends = [...left, ...written]
    .filter(({ status, productIds }) => status === HOLDING && productIds.includes(productId))
    .map(({ holdExpiresAt }) => holdExpiresAt.getTime());
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}
