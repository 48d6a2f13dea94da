import {
  driftSchema,
  type LedgerAccount,
  type LedgerFault,
  type LedgerLine,
  type LedgerStore,
  SALE_LOOK_BACK,
  type StockRow,
} from "@scarlet/domain/inventory";
import { aggregate, all, Field, type Mongo, newId } from "../mongo/index.ts";
import { HOLDING, holdsOn } from "./hold-filters.ts";
import { fromMovementRecord, fromStockRecord } from "./stock-record.ts";

/** The books in MongoDB. */
export function createLedgerStore(mongo: Mongo): LedgerStore {
  const { stock, stock_movements, ledger_drifts } = mongo.prisma.orm;
  return {
    async latestMovements(limit) {
      const records = await stock_movements.orderBy({ _id: -1 }).limit(limit).all();
      return records.map((record) => {
        const { sku, version, kind, before, after, at } = fromMovementRecord(record);
        return { sku, productId: record.productId, version, kind, before, after, at };
      });
    },

    async lastSaleOf(sku) {
      const last = stock_movements.where({ sku }).orderBy({ version: -1 }).limit(SALE_LOOK_BACK);
      const records = await last.select("kind", "at").all();
      return records.find(({ kind }) => kind === "sale")?.at ?? null;
    },

    async skusAfter(after, limit) {
      const found = after === null ? stock : stock.where(Field.gt("sku", after));
      const rows = await found.orderBy({ sku: 1 }).limit(limit).select("sku").all();
      return rows.map(({ sku }) => sku);
    },

    accounts: (skus, tail) => (skus.length === 0 ? Promise.resolve([]) : readAccounts(mongo, skus, tail)),

    async withoutRow() {
      const named = [
        { $group: { _id: "$sku" } },
        { $lookup: { from: "stock", localField: "_id", foreignField: "sku", as: "rows" } },
        { $match: { rows: { $size: 0 } } },
      ];
      const holding = [
        { $match: { status: HOLDING } },
        { $unwind: "$lines" },
        { $match: { "lines.quantity": { $gt: 0 } } },
        { $project: { sku: "$lines.sku" } },
      ];
      const [moved, held] = await Promise.all([
        aggregate<{ _id: string }>(mongo, "stock_movements", named),
        aggregate<{ _id: string }>(mongo, "orders", [...holding, ...named]),
      ]);
      return [...new Set([...moved, ...held].map(({ _id }) => _id))].sort();
    },

    async note(findings, at) {
      for (const [sku, faults] of findings) {
        if (faults.length === 0) await ledger_drifts.where({ sku }).delete();
        else await noteDrift(mongo, sku, faults, at);
      }
    },

    async drifts() {
      const records = await ledger_drifts.orderBy({ since: 1, sku: 1 }).all();
      return records.map(({ _id, ...drift }) => driftSchema.parse(drift));
    },
  };
}

async function noteDrift(mongo: Mongo, sku: string, found: readonly LedgerFault[], at: Date): Promise<void> {
  const { ledger_drifts } = mongo.prisma.orm;
  const faults = found.map(({ code, sentence }) => ({ code, sentence }));
  const known = await ledger_drifts.where({ sku }).update({ faults, seenAt: at });
  if (known === null) await ledger_drifts.create({ _id: newId(), sku, faults, since: at, seenAt: at });
}

/**
 * At one moment: rows, ledger and holds belong together however many orders are taken meanwhile. In no transaction,
 * which a server ends after some seconds, and a long ledger takes longer.
 */
function readAccounts(mongo: Mongo, skus: readonly string[], tail?: number): Promise<LedgerAccount[]> {
  return mongo.atOneMoment(async () => {
    const records = await mongo.prisma.orm.stock.where(Field.in("sku", [...skus])).all();
    const rows = records.map(fromStockRecord);
    const held = await heldPieces(mongo, rows);
    const tails = tail === undefined ? null : await readTails(mongo, rows, tail);
    const accounts: LedgerAccount[] = [];
    for (const row of rows) {
      const lines = tails === null ? await readLines(mongo, row.sku) : (tails.get(row.sku) ?? []);
      const whole = tail === undefined || lines.length < tail;
      accounts.push({ row, lines, whole, held: held.get(row.sku) ?? 0 });
    }
    return accounts;
  });
}

const LINE_FIELDS = ["version", "reason", "delta", "before", "after"] as const;

/** Newest first from the index, so that a number that is too high is seen as well as one that is missing. */
async function readLines(mongo: Mongo, sku: string): Promise<LedgerLine[]> {
  const ledger = mongo.prisma.orm.stock_movements.where({ sku }).orderBy({ version: -1 });
  return inOrder(await ledger.select(...LINE_FIELDS).all());
}

/**
 * The last lines of each of these ledgers, by one command: of each as many as an index gives, newest first. A whole
 * ledger may be longer than an answer.
 */
async function readTails(
  mongo: Mongo,
  rows: readonly StockRow[],
  tail: number,
): Promise<ReadonlyMap<string, LedgerLine[]>> {
  const line = Object.fromEntries(LINE_FIELDS.map((field) => [field, `$${field}`]));
  const [first, ...others] = rows.map(({ sku }) => [
    { $match: { sku } },
    { $sort: { version: -1 } },
    { $limit: tail },
    { $group: { _id: "$sku", lines: { $push: line } } },
  ]);
  if (first === undefined) return new Map();
  const also = others.map((pipeline) => ({ $unionWith: { coll: "stock_movements", pipeline } }));
  const found = await aggregate<{ _id: string; lines: LedgerLine[] }>(mongo, "stock_movements", [
    ...first,
    ...also,
  ]);
  return new Map(found.map(({ _id, lines }) => [_id, inOrder(lines)]));
}

/** Lines that were read newest first, oldest first. */
function inOrder(lines: readonly LedgerLine[]): LedgerLine[] {
  return lines
    .toReversed()
    .map(({ version, reason, delta, before, after }) => ({ version, reason, delta, before, after }));
}

async function heldPieces(mongo: Mongo, rows: readonly StockRow[]): Promise<Map<string, number>> {
  const held = new Map<string, number>();
  const productIds = new Set(rows.map(({ productId }) => productId));
  if (productIds.size === 0) return held;
  const holds = await mongo.prisma.orm.orders
    .where(all(holdsOn(productIds)))
    .select("lines")
    .all();
  for (const { sku, quantity } of holds.flatMap(({ lines }) => lines))
    held.set(sku, (held.get(sku) ?? 0) + quantity);
  return held;
}
