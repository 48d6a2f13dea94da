export { aggregate } from "./aggregate.ts";
export { batchedLookup } from "./batched-lookup.ts";
export { type ClockOptions, createClock, serverTimeMs } from "./clock.ts";
export { type ConnectOptions, connectMongo, type Mongo } from "./connect.ts";
export { refusalWhenUnavailable } from "./database-unavailable.ts";
export { databaseName, databaseUrlSchema } from "./database-url.ts";
export {
  type After,
  after,
  all,
  answering,
  answeringRaw,
  any,
  beginsWith,
  Field,
  type Filter,
  idParam,
  idsIn,
} from "./filters.ts";
export { createIdSource, newId } from "./ids.ts";
export { createLease, type Lease, type LeaseOptions } from "./lease.ts";
export { LINEARIZABLE } from "./linearizable.ts";
export { type MigrateOptions, migrate } from "./migrate.ts";
export { MIGRATION_LEASE_MS, runUnderLease } from "./migration-lock.ts";
export { pageOf } from "./page.ts";
export type { NewRecordOf, RecordOf } from "./records.ts";
export { missingIndexes } from "./schema-check.ts";
export { type DatabaseUse, serverProblem } from "./server-check.ts";
export { startBudget, type TimeBudget } from "./time-budget.ts";
export { isDuplicateKey, StaleReadError, type TransactionOptions } from "./transaction.ts";
