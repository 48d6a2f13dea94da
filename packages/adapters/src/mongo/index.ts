export { type ClockOptions, createClock, serverTimeMs } from "./connection/clock.ts";
export { type ConnectOptions, connectMongo, type Mongo } from "./connection/connect.ts";
export { databaseName, databaseUrlSchema } from "./connection/database-url.ts";
export { createLease, type Lease, type LeaseOptions } from "./connection/lease.ts";
export { type MigrateOptions, migrate } from "./connection/migrate.ts";
export { MIGRATION_LEASE_MS, runUnderLease } from "./connection/migration-lock.ts";
export { missingIndexes } from "./connection/schema-check.ts";
export { type DatabaseUse, serverProblem } from "./connection/server-check.ts";
export { aggregate } from "./queries/aggregate.ts";
export { batchedLookup } from "./queries/batched-lookup.ts";
export {
  type After,
  after,
  afterRaw,
  all,
  answering,
  answeringRaw,
  any,
  beginsWithRaw,
  Field,
  type Filter,
  idParam,
  idsIn,
} from "./queries/filters.ts";
export { createIdSource, newId } from "./queries/ids.ts";
export { pageOf } from "./queries/page.ts";
export { rawOfRecord, recordOfRaw } from "./queries/raw-records.ts";
export type { NewRecordOf, RecordOf } from "./queries/records.ts";
export { noteWords, wordsOf } from "./queries/search-words.ts";
export { fewest, type Stretch } from "./queries/stretches.ts";
export { refusalWhenUnavailable } from "./transactions/database-unavailable.ts";
export { LINEARIZABLE } from "./transactions/linearizable.ts";
export { startBudget, type TimeBudget } from "./transactions/time-budget.ts";
export { isDuplicateKey, StaleReadError, type TransactionOptions } from "./transactions/transaction.ts";
export type { Write, WritesAtOnce } from "./transactions/writes-at-once.ts";
