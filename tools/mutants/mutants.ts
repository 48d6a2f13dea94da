import { ACCESS_MUTANTS } from "./access.ts";
import { BACK_IN_STOCK_MUTANTS } from "./back-in-stock.ts";
import { DATABASE_MUTANTS } from "./database.ts";
import { EDGE_MUTANTS } from "./edge.ts";
import { EMBEDDED_MONGO_MUTANTS } from "./embedded-mongo.ts";
import { HOLD_MUTANTS } from "./holds.ts";
import { MAIL_MUTANTS } from "./mail.ts";
import { MONEY_MUTANTS } from "./money.ts";
import { PAGES_MUTANTS } from "./pages.ts";
import { WEB_MUTANTS } from "./web.ts";

/** One protection taken away, and the tests that must notice. */
export type Mutant = {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
};

/** Each protection of stock and money that the design counts on. */
export const MUTANTS: readonly Mutant[] = [
  ...ACCESS_MUTANTS,
  ...BACK_IN_STOCK_MUTANTS,
  ...EMBEDDED_MONGO_MUTANTS,
  ...DATABASE_MUTANTS,
  ...HOLD_MUTANTS,
  ...MAIL_MUTANTS,
  ...MONEY_MUTANTS,
  ...EDGE_MUTANTS,
  ...WEB_MUTANTS,
  ...PAGES_MUTANTS,
  {
    name: "an order is decided without looking at what is available",
    file: "packages/domain/src/inventory/decide.ts",
    find: "rowOf(draft, sku).available < quantity",
    replace: "rowOf(draft, sku).available < 0 * quantity",
    tests: [
      "packages/domain/src/inventory/decide.test.ts",
      "packages/services/src/orders/hold/place-order.test.ts",
    ],
  },
  {
    name: "the write of stock has no guard",
    file: "packages/adapters/src/inventory/group-writes.ts",
    find: "where: { sku, version, available: { $gte: minAvailable } },",
    replace: "where: { sku },",
    tests: ["packages/adapters/test/stock-guards.test.ts"],
  },
  {
    name: "a repeated intent is done again",
    file: "packages/services/src/inventory/lane/decide-group.ts",
    find: "if (record === undefined) return undefined;",
    replace: 'if (record === undefined || record.id !== "") return undefined;',
    tests: [
      "packages/services/src/orders/hold/place-order.test.ts",
      "packages/services/src/inventory/lane/lane.test.ts",
    ],
  },
  {
    name: "the lane keeps what a refused command took",
    file: "packages/services/src/inventory/lane/decide-group.ts",
    find: `    rollBack(draft, kept);
    return { kind: "refusal", error };`,
    replace: '    return { kind: "refusal", error };',
    tests: ["packages/services/src/inventory/lane/lane.test.ts"],
  },
  {
    name: "the lane writes the first change of a SKU instead of the sum",
    file: "packages/domain/src/inventory/decide.ts",
    find: "onHand: after.onHand - before.onHand,",
    replace: "onHand: draft.movements.find((movement) => movement.sku === sku)?.delta.onHand ?? 0,",
    tests: ["packages/domain/src/inventory/decide.test.ts", "packages/services/test/checkout.sim.test.ts"],
  },
  {
    name: "nobody sweeps ended holds",
    file: "packages/services/src/orders/hold/expire-holds.ts",
    find: "if (ended.length === 0) return 0;",
    replace: "if (ended.length >= 0) return 0;",
    tests: ["packages/services/src/orders/hold/expire-holds.test.ts"],
  },
  {
    name: "money for a lost hold is kept",
    file: "packages/services/src/orders/payment/complete-sale.ts",
    find: "throw await refusedSale(ctx, sale, error).catch((failed: unknown) =>",
    replace: "throw await Promise.reject(error).catch((failed: unknown) =>",
    tests: ["packages/services/src/orders/payment/money-and-holds.test.ts"],
  },
  {
    name: "stock is written without a fence",
    file: "packages/adapters/src/cache/fencing/write-fence.ts",
    find: "if (write.needsNone || ids.length === 0) return MARK;",
    replace: "if (write) return MARK;",
    tests: ["packages/adapters/test/stock-cache/interleavings.test.ts"],
  },
  {
    name: "a command goes to whatever Redis is behind the connection",
    file: "packages/adapters/src/redis/bound-client.ts",
    find: "if (this.runId !== runId) throw new OtherRedisError();",
    replace: 'if (runId === "") throw new OtherRedisError();',
    tests: ["packages/adapters/test/bound-client.test.ts"],
  },
  {
    name: "what was known of a connection is believed of the next one",
    file: "packages/adapters/src/redis/bound-client.ts",
    find: 'return known !== null && this.status === "ready" && known.stream === this.stream ? known.runId : null;',
    replace: 'return known !== null && this.status === "ready" ? known.runId : null;',
    tests: ["packages/adapters/test/bound-client.test.ts"],
  },
  {
    name: "a master that was demoted and promoted again counts as the same",
    file: "packages/adapters/src/redis/run-id.ts",
    find: 'field("master_replid") ?? ""',
    replace: '""',
    tests: ["packages/adapters/test/bound-client.test.ts"],
  },
  {
    name: "a Redis that answers counts as one that takes fences",
    file: "packages/adapters/src/cache/protocol/lua-scripts.ts",
    find: "redis.call('TIME')\nredis.call('EXISTS', KEYS[1])",
    replace: "if true then return {'done'} end",
    tests: ["packages/adapters/test/stock-cache/refusing-redis.test.ts"],
  },
  {
    name: "who is alone with another Redis takes the cache from the others",
    file: "packages/adapters/src/cache/control/control-loop.ts",
    find: "if (await health.peersCanWrite(seen.runId)) return;",
    replace: "await health.peersCanWrite(seen.runId);",
    tests: ["packages/adapters/src/cache/control/control-loop.test.ts"],
  },
  {
    name: "a process that could not set a fence goes on to say that it can",
    file: "packages/adapters/src/cache/control/redis-health.ts",
    find: "wrote === null || hasFailed() ||",
    replace: "wrote === null ||",
    tests: ["packages/adapters/src/cache/control/redis-health.test.ts"],
  },
  {
    name: "a replica is taken for a Redis that may be used",
    file: "packages/adapters/src/redis/run-id.ts",
    find: 'if (field("role") === "slave")',
    replace: 'if (field("role") === "none")',
    tests: ["packages/adapters/test/bound-client.test.ts"],
  },
  {
    name: "a script takes a fence away before it notes the version",
    file: "packages/adapters/src/cache/protocol/lua-scripts.ts",
    find: "redis.call('DEL', KEYS[2])\nlocal version = tonumber(ARGV[3])",
    replace: "redis.call('HDEL', KEYS[3], 'f:' .. ARGV[2])\nlocal version = tonumber(ARGV[3])",
    tests: ["packages/adapters/test/stock-cache/refusing-redis.test.ts"],
  },
  {
    name: "a fill that was sent can still be joined",
    file: "packages/adapters/src/cache/reading/shared-fills.ts",
    find: `      close(id);
      const filled`,
    replace: "      const filled",
    tests: ["packages/adapters/test/stock-cache/late-joiners.test.ts"],
  },
  {
    name: "a commit whose answer was lost is taken for undone",
    file: "packages/adapters/src/mongo/transactions/driver-errors.ts",
    find: 'if (!(error instanceof MongoServerError) || isWriteConcernError(error)) return "unknown";',
    replace: 'if (!(error instanceof MongoServerError) || isWriteConcernError(error)) return "undone";',
    tests: [
      "packages/adapters/src/mongo/transactions/transaction.test.ts",
      "packages/adapters/test/database-unavailable.test.ts",
    ],
  },
  {
    name: "a refused commit is believed although an earlier answer was lost",
    file: "packages/adapters/src/mongo/transactions/driver-errors.ts",
    find: "NOT_TRIED.has(error.code) && !askedBefore",
    replace: "NOT_TRIED.has(error.code) && askedBefore !== null",
    tests: ["packages/adapters/src/mongo/transactions/transaction.test.ts"],
  },
  {
    name: "a prepared transaction in the way is taken for an undone commit",
    file: "packages/adapters/src/mongo/transactions/driver-errors.ts",
    find: 'if (error.code === PREPARED_IN_PROGRESS) return "unknown";',
    replace: "",
    tests: ["packages/adapters/src/mongo/transactions/transaction.test.ts"],
  },
  {
    name: "only what the driver labels runs again inside a transaction",
    file: "packages/adapters/src/mongo/transactions/driver-errors.ts",
    find: "return isDatabaseUnavailable(error) && !isClosed(error);",
    replace: "return isDatabaseUnavailable(error) && error === null;",
    tests: ["packages/adapters/src/mongo/transactions/transaction.test.ts"],
  },
  {
    name: "a transaction that took too long is a fault",
    file: "packages/adapters/src/mongo/transactions/driver-errors.ts",
    find: "TOOK_TOO_LONG.has(error.code)) return true;",
    replace: "TOOK_TOO_LONG.has(error.code)) return false;",
    tests: ["packages/adapters/src/mongo/transactions/transaction.test.ts"],
  },
  {
    name: "a lost connection inside a bulk write is no lost connection",
    file: "packages/adapters/src/mongo/transactions/driver-errors.ts",
    find: "return inside instanceof MongoError ? inside : error;",
    replace: "return inside === null ? inside : error;",
    tests: ["packages/adapters/test/database-unavailable.test.ts"],
  },
  {
    name: "a database that is away is a fault",
    file: "packages/adapters/src/mongo/transactions/session-bridge.ts",
    find: "hasOwnSession(args) ? method(...args) : callOutsideTransaction(key, method, args)",
    replace: "hasOwnSession(args) ? method(...args) : method(...args)",
    tests: ["packages/adapters/test/database-unavailable.test.ts"],
  },
  {
    name: "the sign-in library's words stand for a database that is away",
    file: "packages/adapters/src/accounts/database-watch.ts",
    find: "if (noted && isDomainError(meant)) noted.away = meant;",
    replace: "",
    tests: ["packages/adapters/src/accounts/database-watch.test.ts"],
  },
  {
    name: "a group whose outcome nobody knows is done again",
    file: "packages/services/src/inventory/lane/serve-group.ts",
    find: 'error.kind === "unavailable" || error.kind === "outcome_unknown"',
    replace: 'error.kind === "unavailable"',
    tests: ["packages/services/src/inventory/lane/lane-failures.test.ts"],
  },
  {
    name: "one transaction reads all ended holds of a product",
    file: "packages/adapters/src/inventory/hold-snapshot.ts",
    find: "{ $limit: RELEASES_AT_ONCE + 1 }",
    replace: "{ $limit: 100 * RELEASES_AT_ONCE }",
    tests: ["apps/api/test/many-holds.test.ts"],
  },
  {
    name: "one transaction releases more ended holds than it may",
    file: "packages/adapters/src/inventory/hold-snapshot.ts",
    find: "index === RELEASES_AT_ONCE ||",
    replace: "index < 0 ||",
    tests: ["apps/api/test/many-holds.test.ts"],
  },
  {
    name: "open holds are sorted anew for each group",
    file: "packages/adapters/src/inventory/hold-snapshot.ts",
    find: "{ $sort: { holdExpiresAt: 1 } }, { $limit: MAX_FIRST_HOLDS }",
    replace: "{ $sort: { holdExpiresAt: 1, _id: 1 } }, { $limit: MAX_FIRST_HOLDS }",
    tests: ["apps/api/test/many-holds.test.ts"],
  },
  {
    name: "a buyer is refused what ended holds still reserve",
    file: "packages/services/src/inventory/lane/decide-group.ts",
    find: "group.endedLeft && outcome",
    replace: "!group && outcome",
    tests: ["packages/services/src/inventory/lane/ended-holds.test.ts"],
  },
  {
    name: "a hold that cannot be released stands in the way of all behind it",
    file: "packages/services/src/inventory/lane/serve-group.ts",
    find: "parts.failedReleases.add(orderId);",
    replace: "",
    tests: ["packages/services/src/inventory/lane/ended-holds.test.ts"],
  },
  {
    name: "an order is written over whatever became of it",
    file: "packages/adapters/src/inventory/group-writes.ts",
    find: "where: { _id: new ObjectId(_id), version: fields.version - 1 },",
    replace: "where: { _id: new ObjectId(_id) },",
    tests: ["packages/adapters/test/stock-guards.test.ts"],
  },
  {
    name: "reads of one moment are read whenever each of them comes",
    file: "packages/adapters/src/mongo/transactions/session-bridge.ts",
    find: 'session.snapshotEnabled && { readConcern: { level: "snapshot" } }',
    replace: "session.snapshotEnabled && { session: undefined }",
    tests: ["packages/adapters/test/snapshot-read.test.ts"],
  },
  {
    name: "a command tries as long as each layer likes",
    file: "packages/adapters/src/cache/fencing/write-fence.ts",
    find: "(attempt === 0 || hasTime())",
    replace: "(attempt >= 0 || hasTime())",
    tests: ["packages/adapters/src/cache/fencing/write-fence.test.ts"],
  },
];
