export { adjustStock } from "./adjust-stock.ts";
export {
  askProcesses,
  inspectCached,
  listCachedProducts,
  purgeCached,
  readCacheHealth,
  readCacheHistory,
  renewCacheEpoch,
  switchCacheOff,
  switchCacheOn,
  warmCache,
} from "./cache-health.ts";
export { countStock } from "./count-stock.ts";
export { type HoldChange, holdCommand } from "./hold-change.ts";
export { createLane, type LaneLimits, type LaneParts } from "./lane/lane.ts";
export { type AuditResult, auditLedger, reconcileLedger } from "./ledger/audit-ledger.ts";
export { listDrift } from "./ledger/list-drift.ts";
export { listMovements } from "./ledger/list-movements.ts";
export { repairDrift } from "./ledger/repair-drift.ts";
export { listStock } from "./list-stock.ts";
export { processOrderStockReduction } from "./process-order-stock-reduction.ts";
export { type Reservation, reserveStock } from "./reserve-stock.ts";
export { unreserveStock } from "./unreserve-stock.ts";
