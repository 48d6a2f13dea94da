import type { Hold, StockStore } from "@scarlet/domain/inventory";
import type { Mongo } from "../mongo/index.ts";
import { commitGroup } from "./commit-group.ts";
import { createContentVersionCache } from "./content-version-cache.ts";
import { createStockCounter } from "./count-stock.ts";
import { endedBy } from "./hold-filters.ts";
import type { HoldRecords } from "./hold-records.ts";
import { createMovementMemory } from "./movement-memory.ts";
import { createShelfMemory } from "./shelf-memory.ts";
import { listMovements, listRows } from "./stock-lists.ts";
import type { WriteFence } from "./write-fence.port.ts";

/** Stock and its ledger in MongoDB, with the orders that hold it as `holds` writes and reads them. */
export function createStockStore<H extends Hold>(
  mongo: Mongo,
  holds: HoldRecords<H>,
  fence: WriteFence,
): StockStore<H> {
  const parts = {
    mongo,
    holds,
    fence,
    contentVersions: createContentVersionCache(),
    shelf: createShelfMemory(),
    movements: createMovementMemory(),
  };
  return {
    commitGroup: (request, decide) => commitGroup(parts, request, decide),
    async endedHolds(limit, skipHoldIds) {
      const records = await mongo.prisma.orm.orders
        .where(endedBy(await mongo.clock.now(), skipHoldIds))
        .orderBy({ holdExpiresAt: 1 })
        .limit(limit)
        .all();
      return records.map(holds.fromRecord);
    },
    listRows: (input) => listRows(parts, input),
    listMovements: (input) => listMovements(mongo, input),
    counts: createStockCounter(mongo),
  };
}
