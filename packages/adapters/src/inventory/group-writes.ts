import type { GroupPlan, GroupState, Hold, NetChange, StockRow } from "@scarlet/domain/inventory";
import { type IdempotencyRecord, invariant } from "@scarlet/domain/kernel";
import { ObjectId } from "mongodb";
import { type Mongo, type NewRecordOf, rawOfRecord, StaleReadError, type Write } from "../mongo/index.ts";
import type { LateGuard } from "./bump-version.ts";
import type { HoldRecords } from "./hold-records.ts";
import { toMovementRecord, viewsOf } from "./stock-record.ts";
import type { Fence } from "./write-fence.port.ts";

/** Whether the plan writes nothing at all. */
export function isEmpty<H extends Hold>(plan: GroupPlan<H>): boolean {
  return Object.values(plan).every((writes) => writes.length === 0);
}

export type Writing<H extends Hold> = {
  readonly plan: GroupPlan<H>;
  readonly state: GroupState<H>;
  readonly holds: HoldRecords<H>;
  /** Of every product of the state; it may still be on its way. */
  readonly fence: Fence;
};

/**
 * Inside a transaction: writes the whole plan. Raises `StaleReadError` when a guard does not hold, `inTime` among them:
 * nothing is ever taken that is not there, whatever was decided before. By the driver, since Prisma has no word for
 * different writes at once, and a crowd would ask for each.
 */
export async function writePlan<H extends Hold>(
  mongo: Mongo,
  { plan, state, holds }: Writing<H>,
  inTime: LateGuard | null = null,
): Promise<void> {
  const bySku = new Map(state.rows.map((row) => [row.sku, row]));
  const guardedWrites = [
    ...plan.changes.map((change) => guarded(change, bySku.get(change.sku))),
    ...plan.orderUpdates.map(holds.toRecord).map(orderReplaced),
  ];
  const last = inTime === null ? [] : [inTime.write];
  const writes = [
    ...guardedWrites,
    ...plan.movements.map((movement) => inserted("stock_movements", toMovementRecord(movement))),
    ...plan.orderInserts.map((hold) => inserted("orders", holds.toRecord(hold))),
    ...plan.remember.map((record) => answerInserted(record, state.now)),
    ...last,
  ];
  const found = await mongo.writesAtOnce.write(writes, inTime?.maxTimeMs);
  const expected = guardedWrites.length + last.length;
  if (found !== expected)
    throw new StaleReadError(`${expected - found} rows and orders are no longer what was read`);
}

function inserted(to: string, record: Parameters<typeof rawOfRecord>[0]): Write {
  return { to, insert: rawOfRecord(record) };
}

/** An order may be written twice in a group: each finds what the one before it left. */
function orderReplaced({ _id, ...fields }: NewRecordOf<"Order">): Write {
  return {
    to: "orders",
    where: { _id: new ObjectId(_id), version: fields.version - 1 },
    update: { $set: fields },
  };
}

function answerInserted({ id, requestHash, result }: IdempotencyRecord, at: Date): Write {
  const answer = { key: id, requestHash, result: JSON.stringify(result ?? null), at };
  return { to: "idempotency", insert: { _id: new ObjectId(), ...answer } };
}

function guarded(change: NetChange, row: StockRow | undefined): Write {
  invariant(row, `a change of ${change.sku}, whose row was not read`);
  const next = viewsOf({
    available: row.available + change.available,
    reserved: row.reserved + change.reserved,
    lowStockAt: row.lowStockAt,
  });
  const { sku, expectedVersion: version, minAvailable } = change;
  return {
    to: "stock",
    where: { sku, version, available: { $gte: minAvailable } },
    update: {
      $inc: {
        onHand: change.onHand,
        reserved: change.reserved,
        available: change.available,
        version: change.movements,
      },
      $set: { level: next.level, held: next.held },
    },
  };
}

/**
 * Replaces the order whose version is one lower. False when there is none (any more). By the driver, since every payment
 * waits for it, and Prisma reads the whole order back.
 */
export async function replaceOrder(mongo: Mongo, record: NewRecordOf<"Order">): Promise<boolean> {
  // What staff must look at stays: no write of the order settles it.
  const { _id, mailsStuck: _stuck, ...fields } = record;
  const written = await mongo.db
    .collection("orders")
    .updateOne(
      { _id: new ObjectId(_id), version: fields.version - 1 },
      { $set: fields },
      { ignoreUndefined: true },
    );
  return written.matchedCount === 1;
}
