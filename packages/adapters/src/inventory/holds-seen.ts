import type { GroupPlan, Hold } from "@scarlet/domain/inventory";
import { all, type Mongo, type RecordOf } from "../mongo/index.ts";
import type { HoldRecords } from "./holds.ts";
import { endedBy, HOLDING, holdsOn } from "./open-holds.ts";

/** The open holds on a group's products, as far as its transaction needs to know them. */
export type HoldsSeen = {
  /** All that have ended. */
  readonly ended: readonly RecordOf<"Order">[];
  /** The first to end, those that have ended among them. Null: not looked at. */
  readonly first: readonly RecordOf<"Order">[] | null;
  /** Whether there are no others. */
  readonly whole: boolean;
};

/** The order that is written about may be the next to end: then the one behind it is asked for as well. */
const FIRST = 3;
const NONE: HoldsSeen = { ended: [], first: [], whole: true };

/**
 * Inside a transaction: the holds on these products. For one product, which is nearly every group, the same question
 * tells which hold ends next.
 */
export async function seeHolds(mongo: Mongo, asked: ReadonlySet<string>, now: Date): Promise<HoldsSeen> {
  if (asked.size === 0) return NONE;
  const { orders } = mongo.prisma.orm;
  if (asked.size === 1) {
    const first = await orders.where(holdsOn(asked)).orderBy({ holdExpiresAt: 1, _id: 1 }).limit(FIRST).all();
    const ended = first.filter(({ holdExpiresAt }) => holdExpiresAt <= now);
    if (ended.length < FIRST) return { ended, first, whole: first.length < FIRST };
  }
  const ended = await orders
    .where(all(holdsOn(asked), endedBy(now)))
    .orderBy({ holdExpiresAt: 1, _id: 1 })
    .all();
  return { ended, first: null, whole: false };
}

/** When the next hold on a product ends once the plan is written; null: none is left. Undefined: it must be asked. */
export function nextEndAfter<H extends Hold>(
  productId: string,
  { first, whole }: HoldsSeen,
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
