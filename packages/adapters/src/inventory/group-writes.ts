import type { GroupPlan, GroupState, Hold, NetChange, StockRow } from "@scarlet/domain/inventory";
import { invariant } from "@scarlet/domain/kernel";
import { all, Field, type Mongo, type NewRecordOf, newId, StaleReadError } from "../mongo/index.ts";
import type { HoldRecords } from "./holds.ts";
import { toMovementRecord, viewsOf } from "./stock-record.ts";

/** Whether the plan writes nothing at all. */
export function isEmpty<H extends Hold>(plan: GroupPlan<H>): boolean {
  return Object.values(plan).every((writes) => writes.length === 0);
}

/** Inside a transaction: writes the whole plan. Raises `StaleReadError` when a guard does not hold. */
export async function writePlan<H extends Hold>(
  mongo: Mongo,
  plan: GroupPlan<H>,
  state: GroupState<H>,
  holds: HoldRecords<H>,
): Promise<void> {
  const { stock_movements, orders, idempotency } = mongo.prisma.orm;
  const rows = new Map(state.rows.map((row) => [row.sku, row]));
  for (const change of plan.changes) await writeChange(mongo, change, rows.get(change.sku));
  if (plan.movements.length > 0) await stock_movements.createAndCount(plan.movements.map(toMovementRecord));
  if (plan.orderInserts.length > 0) await orders.createAndCount(plan.orderInserts.map(holds.toRecord));
  for (const order of plan.orderUpdates)
    if (!(await replaceOrder(mongo, holds.toRecord(order))))
      throw new StaleReadError(`order ${order.id} is no longer what was read`);
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

/** The guard stands in the write: nothing is ever taken that is not there, whatever was decided before. */
async function writeChange(mongo: Mongo, change: NetChange, row: StockRow | undefined): Promise<void> {
  invariant(row, `a change of ${change.sku}, whose row was not read`);
  const next = viewsOf({
    available: row.available + change.available,
    reserved: row.reserved + change.reserved,
    lowStockAt: row.lowStockAt,
  });
  const written = await mongo.prisma.orm.stock
    .where(
      all(
        Field.eq("sku", change.sku),
        Field.eq("version", change.expectedVersion),
        Field.gte("available", change.minAvailable),
      ),
    )
    .update((stock) => [
      stock.onHand.inc(change.onHand),
      stock.reserved.inc(change.reserved),
      stock.available.inc(change.available),
      stock.version.inc(change.movements),
      stock.level.set(next.level),
      stock.held.set(next.held),
    ]);
  if (written === null) throw new StaleReadError(`the stock of ${change.sku} is no longer what was read`);
}

/** Replaces the order whose version is one lower. False when there is none (any more). */
export async function replaceOrder(mongo: Mongo, record: NewRecordOf<"Order">): Promise<boolean> {
  const { _id, ...fields } = record;
  const written = await mongo.prisma.orm.orders.where({ _id, version: fields.version - 1 }).update(fields);
  return written !== null;
}
