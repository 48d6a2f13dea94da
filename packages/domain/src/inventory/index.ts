export {
  adjust,
  adjustmentKind,
  type Cause,
  type NetChange,
  netChanges,
  openDraft,
  putBack,
  release,
  reserve,
  rollBack,
  rowOf,
  type StockDraft,
  type StockLine,
  sell,
  sumLines,
} from "./decide.ts";
export {
  belowReserved,
  beyondRepair,
  insufficientStock,
  type OwnHold,
  skuNotFound,
  tooMuchStock,
  versionConflict,
} from "./errors.ts";
export { type BuyerVisibility, hideBuyer } from "./hide-buyer.ts";
export {
  audit,
  type Drift,
  driftSchema,
  FAULT_CODES,
  type LedgerAccount,
  type LedgerFault,
  type LedgerLine,
  ledgerFaultSchema,
  rowMissing,
} from "./ledger.ts";
export { MAX_LISTED_HOLDS, withOwnHolds } from "./own-holds.ts";
export {
  type GroupCommit,
  type GroupPlan,
  type GroupRequest,
  type GroupState,
  type Hold,
  type Holder,
  type LedgerStore,
  type OpenHold,
  type ProductStock,
  type PublicMovement,
  RELEASES_AT_ONCE,
  type ReadStockOptions,
  SALE_LOOK_BACK,
  type StockCounts,
  type StockListRow,
  type StockReader,
  type StockStore,
} from "./ports.ts";
export {
  LATEST_MOVEMENTS,
  type LastSale,
  type LatestMovement,
  lastSaleQuerySchema,
  lastSaleSchema,
  latestMovementSchema,
  type Storeroom,
  storeroomSchema,
} from "./public-movements.ts";
export { repair } from "./repair.ts";
export {
  ADJUSTMENT_REASONS,
  type AdjustmentReason,
  type AdjustStockInput,
  adjustStockSchema,
  type ListMovementsInput,
  type ListStockInput,
  listMovementsSchema,
  listStockSchema,
  MAX_ON_HAND,
  MOVEMENT_KINDS,
  type Movement,
  type MovementKind,
  type MovementView,
  movementSchema,
  type StockPair,
  type StockRow,
  stockRowSchema,
} from "./schema.ts";
export type { StockChanged, StockEvent, StockEvents, StockNews } from "./stock-events.ts";
export { type StockMove, stockMoveSchema, stockMoves } from "./stock-moves.ts";
export { STRIP_SHOWN_FROM } from "./strip-shown-from.ts";
