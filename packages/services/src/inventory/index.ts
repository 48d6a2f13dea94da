export { adjustStock } from "./adjust-stock.ts";
export { type AuditResult, auditLedger, reconcileLedger } from "./audit-ledger.ts";
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
export { createLane, type LaneLimits, type LaneParts } from "./lane.ts";
export { listDrift } from "./list-drift.ts";
export { listMovements } from "./list-movements.ts";
export { listStock } from "./list-stock.ts";
export { processOrderStockReduction } from "./process-order-stock-reduction.ts";
export { repairDrift } from "./repair-drift.ts";
export { type Reservation, reserveStock } from "./reserve-stock.ts";
export { unreserveStock } from "./unreserve-stock.ts";
