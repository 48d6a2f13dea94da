import type { GroupPlan, GroupState, Hold, NetChange, StockRow } from "@scarlet/domain/inventory";
import { invariant } from "@scarlet/domain/kernel";
import { ObjectId } from "mongodb";
import { type Mongo, type NewRecordOf, newId, StaleReadError } from "../mongo/index.ts";
import type { HoldRecords } from "./hold-records.ts";
import { toMovementRecord, viewsOf } from "./stock-record.ts";
import type { Fence } from "./write-fence.port.ts";

/** Whether the plan writes nothing at all. */
export function isEmpty<H extends Hold>(plan: GroupPlan<H>): boolean {
  return Object.values(plan).every((writes) => writes.length === 0);
}

type Writing<H extends Hold> = {
  readonly plan: GroupPlan<H>;
  readonly state: GroupState<H>;
  readonly holds: HoldRecords<H>;
  /** Of every product of the state; it may still be on its way. */
  readonly fence: Fence;
};

/** Inside a transaction: writes the whole plan. Raises `StaleReadError` when a guard does not hold. */
export async function writePlan<H extends Hold>(
  mongo: Mongo,
  { plan, state, holds }: Writing<H>,
): Promise<void> {
  const { stock_movements, orders, idempotency } = mongo.prisma.orm;
  await writeChanges(mongo, plan, state.rows);
  if (plan.movements.length > 0) await stock_movements.createAndCount(plan.movements.map(toMovementRecord));
  if (plan.orderInserts.length > 0) await orders.createAndCount(plan.orderInserts.map(holds.toRecord));
  await replaceOrders(mongo, plan.orderUpdates.map(holds.toRecord));
  if (plan.remember.length > 0)
    await idempotency.createAndCount(
      plan.remember.map(({ id, requestHash, result }) => ({
        _id: newId(),
        key: id,
        requestHash,
        result: JSON.stringify(result ?? null),
        at: state.now,
      })),
    );
}

/**
 * The guards stand in the writes: nothing is ever taken that is not there, whatever was decided before. By the driver,
 * since Prisma has no word for many different updates at once, and a crowd that buys many things would ask for each.
 */
async function writeChanges(mongo: Mongo, plan: Pick<GroupPlan<Hold>, "changes">, rows: readonly StockRow[]) {
  if (plan.changes.length === 0) return;
  const bySku = new Map(rows.map((row) => [row.sku, row]));
  const updates = plan.changes.map((change) => ({ updateOne: guarded(change, bySku.get(change.sku)) }));
  const written = await mongo.db.collection("stock").bulkWrite(updates, { ordered: true });
  if (written.matchedCount !== updates.length)
    throw new StaleReadError(
      `the stock of ${updates.length - written.matchedCount} SKUs is no longer what was read`,
    );
}

function guarded(change: NetChange, row: StockRow | undefined) {
  invariant(row, `a change of ${change.sku}, whose row was not read`);
  const next = viewsOf({
    available: row.available + change.available,
    reserved: row.reserved + change.reserved,
    lowStockAt: row.lowStockAt,
  });
  const { sku, expectedVersion: version, minAvailable } = change;
  return {
    filter: { sku, version, available: { $gte: minAvailable } },
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

/** All at once, in their order: an order may be written twice. By the driver, as the changes are. */
async function replaceOrders(mongo: Mongo, records: readonly NewRecordOf<"Order">[]): Promise<void> {
  if (records.length === 0) return;
  const updates = records.map(({ _id, ...fields }) => ({
    updateOne: {
      filter: { _id: new ObjectId(_id), version: fields.version - 1 },
      update: { $set: fields },
    },
  }));
  const written = await mongo.db
    .collection("orders")
    .bulkWrite(updates, { ordered: true, ignoreUndefined: true });
  if (written.matchedCount !== updates.length)
    throw new StaleReadError(`${updates.length - written.matchedCount} orders are no longer what was read`);
}

/** Replaces the order whose version is one lower. False when there is none (any more). */
export async function replaceOrder(mongo: Mongo, record: NewRecordOf<"Order">): Promise<boolean> {
  // What staff must look at stays: no write of the order settles it.
  const { _id, mailsStuck: _stuck, ...fields } = record;
  const written = await mongo.prisma.orm.orders.where({ _id, version: fields.version - 1 }).update(fields);
  return written !== null;
}
