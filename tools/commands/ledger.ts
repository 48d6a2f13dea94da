import { parseArgs } from "node:util";
import { withStock } from "../../apps/api/src/open-stock.ts";
import { createLedgerStore } from "../../packages/adapters/src/inventory/index.ts";
import { connectMongo, createIdSource, type Mongo } from "../../packages/adapters/src/mongo/index.ts";
import type { Drift } from "../../packages/domain/src/inventory/index.ts";
import { isDomainError, SYSTEM_ACTOR } from "../../packages/domain/src/kernel/index.ts";
import { auditLedger, repairDrift } from "../../packages/services/src/inventory/index.ts";
import { createOrderLane } from "../../packages/services/src/orders/index.ts";
import { runCommand } from "../bootstrap/start-error.mjs";
import { checkDatabase } from "../start/stores/database-check.ts";
import { findStores, QUIET } from "./stores.ts";

/**
 * Reads every SKU's ledger against its stock row and the open holds. Ends with 1 when something does not agree. With
 * --repair it sets right what movements can set right; --note says why, for the ledger.
 */
await runCommand(async () => {
  const { repair, note } = parseArgs({
    options: {
      repair: { type: "boolean", default: false },
      note: { type: "string", default: "Set right by npm run ledger:verify." },
    },
  }).values;
  const { databaseUrl, redisUrl, transactionLimitS } = findStores();
  await checkDatabase(databaseUrl, "serve");
  const mongo = await connectMongo({ url: databaseUrl });
  try {
    return await withStock({ mongo, redisUrl, transactionLimitS, log: QUIET }, async (opened) => {
      const books = openBooks(mongo, opened);
      const { checked, drifts } = await auditLedger(books);
      for (const drift of drifts) tell(drift);
      const left = repair ? await repairAll(books, drifts, note) : drifts.length;
      console.log(
        left === 0
          ? `The books of ${checked} SKUs agree: ledger, stock and holds.`
          : `${checked} SKUs were read; the books of ${left} do not agree.`,
      );
      return left === 0 ? 0 : 1;
    });
  } finally {
    await mongo.close();
  }
});

type Opened = Parameters<Parameters<typeof withStock>[1]>[0];

function openBooks(mongo: Mongo, { store }: Opened) {
  return {
    actor: SYSTEM_ACTOR,
    clock: mongo.clock,
    ids: createIdSource(),
    ledger: createLedgerStore(mongo),
    stock: createOrderLane({ store, log: QUIET }),
  };
}

/** Repairs what can be repaired and prints each repair; returns how many SKUs still do not agree. */
async function repairAll(
  books: ReturnType<typeof openBooks>,
  drifts: readonly Drift[],
  note: string,
): Promise<number> {
  for (const { sku } of drifts) {
    try {
      const row = await repairDrift(books, { sku, note });
      if (row !== null)
        console.log(
          `${sku}: set right by movements up to ${row.version}: ${row.onHand} on hand, ${row.reserved} reserved.`,
        );
    } catch (error) {
      if (!isDomainError(error)) throw error;
      console.error(`${sku}: ${error.message}`);
    }
  }
  return (await books.ledger.drifts()).length;
}

function tell({ sku, faults }: Drift): void {
  for (const { sentence } of faults) console.error(`${sku}: ${sentence}.`);
}
