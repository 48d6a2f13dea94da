export { type ClockOptions, createClock, serverTimeMs } from "./clock.ts";
export { type ConnectOptions, connectMongo, databaseName, type Mongo } from "./connect.ts";
export { createIdSource, idParam } from "./ids.ts";
export { createLease, type Lease, type LeaseOptions } from "./lease.ts";
export { type MigrateOptions, migrate } from "./migrate.ts";
export { isDuplicateKey, StaleReadError, type TransactionOptions } from "./transaction.ts";
