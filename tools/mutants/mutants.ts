import { ACCESS_MUTANTS } from "./access.ts";
import { HOLD_MUTANTS } from "./holds.ts";
import { MONEY_MUTANTS } from "./money.ts";
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
  ...HOLD_MUTANTS,
  ...MONEY_MUTANTS,
  ...WEB_MUTANTS,
  {
    name: "an order is decided without looking at what is available",
    file: "packages/domain/src/inventory/decide.ts",
    find: "rowOf(draft, sku).available < quantity",
    replace: "rowOf(draft, sku).available < 0 * quantity",
    tests: [
      "packages/domain/src/inventory/decide.test.ts",
      "packages/services/src/orders/place-order.test.ts",
    ],
  },
  {
    name: "HEAD begins to listen to stock events",
    file: "apps/api/src/http/stock-events.ts",
    find: 'if (c.req.method === "HEAD")',
    replace: 'if (c.req.method === "TRACE")',
    tests: ["apps/api/test/stream-listeners.test.ts"],
  },
  {
    name: "X-Forwarded-For is believed from anybody",
    file: "apps/api/src/http/caller-address.ts",
    find: "isOurApp(incoming.headers[PROXY_HEADER]) || isTrusted(address);",
    replace: "true;",
    tests: ["apps/api/src/http/caller-address.test.ts", "apps/api/test/rate-limits.test.ts"],
  },
  {
    name: "no address has a limit",
    file: "apps/api/src/http/limits.ts",
    find: "if (waitMs > 0) throw",
    replace: "if (waitMs < 0) throw",
    tests: ["apps/api/test/rate-limits.test.ts"],
  },
  {
    name: "processes count by themselves though they share a Redis",
    file: "packages/adapters/src/kernel/rate-limiter.ts",
    find: 'return typeof waitMs === "number" ? waitMs : 0;',
    replace: 'return typeof waitMs === "number" ? 0 * waitMs : 0;',
    tests: ["packages/adapters/test/rate-limiter.test.ts"],
  },
  {
    name: "the write of stock has no guard",
    file: "packages/adapters/src/inventory/group-writes.ts",
    find: "filter: { sku, version, available: { $gte: minAvailable } },",
    replace: "filter: { sku },",
    tests: ["packages/adapters/test/stock-guards.test.ts"],
  },
  {
    name: "a repeated intent is done again",
    file: "packages/services/src/inventory/decide-group.ts",
    find: "if (record === undefined) return undefined;",
    replace: 'if (record === undefined || record.id !== "") return undefined;',
    tests: [
      "packages/services/src/orders/place-order.test.ts",
      "packages/services/src/inventory/lane.test.ts",
    ],
  },
  {
    name: "the lane keeps what a refused command took",
    file: "packages/services/src/inventory/decide-group.ts",
    find: `    rollBack(draft, kept);
    return { kind: "refusal", error };`,
    replace: '    return { kind: "refusal", error };',
    tests: ["packages/services/src/inventory/lane.test.ts"],
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
    file: "packages/services/src/orders/expire-holds.ts",
    find: "if (ended.length === 0) return 0;",
    replace: "if (ended.length >= 0) return 0;",
    tests: ["packages/services/src/orders/expire-holds.test.ts"],
  },
  {
    name: "money for a lost hold is kept",
    file: "packages/services/src/orders/complete-sale.ts",
    find: "throw await refusedSale(ctx, sale, error).catch((failed: unknown) =>",
    replace: "throw await Promise.reject(error).catch((failed: unknown) =>",
    tests: ["packages/services/src/orders/money-and-holds.test.ts"],
  },
  {
    name: "stock is written without a fence",
    file: "packages/adapters/src/inventory/cache/write-fence.ts",
    find: "if (write.needsNone || ids.length === 0) return MARK;",
    replace: "if (write) return MARK;",
    tests: ["packages/adapters/test/stock-cache/interleavings.test.ts"],
  },
  {
    name: "a fill that was sent can still be joined",
    file: "packages/adapters/src/inventory/cache/fill-flights.ts",
    find: `      close(id);
      const filled`,
    replace: "      const filled",
    tests: ["packages/adapters/test/stock-cache/late-joiners.test.ts"],
  },
  {
    name: "two processes migrate one database at once",
    file: "packages/adapters/src/mongo/migration-lock.ts",
    find: "while (!(await lease.hold())) {",
    replace: "while (!(await lease.hold()) && waitMs < 0) {",
    tests: ["apps/api/test/processes/prepare.test.ts"],
  },
  {
    name: "migrations take another database than the shop where the connection string names none",
    file: "packages/adapters/src/mongo/migrate.ts",
    find: "const connection = withDatabaseName(options.url);",
    replace: 'const connection = withDatabaseName(options.url).replace("/scarlet", "/test");',
    tests: ["apps/api/test/processes/prepare.test.ts"],
  },
  {
    name: "the shop opens on a database without its unique indexes",
    file: "apps/api/src/connect.ts",
    find: "if (first === undefined) return;",
    replace: "if (first !== undefined || more.length === 0) return;",
    tests: ["apps/api/test/processes/prepare.test.ts"],
  },
  {
    name: "a sharded cluster is taken for a replica set",
    file: "packages/adapters/src/mongo/server-check.ts",
    find: 'hello.msg === "isdbgrid"',
    replace: 'hello.msg === "a replica set"',
    tests: ["packages/adapters/src/mongo/server-check.test.ts"],
  },
  {
    name: "an empty shelf is told from a primary that may have been cut off",
    file: "packages/adapters/src/inventory/look-first.ts",
    find: "if (!(await isUpToDate(mongo))) return false;",
    replace: "if (mongo === undefined && !(await isUpToDate(mongo))) return false;",
    tests: ["packages/adapters/test/linearizable-reads.test.ts"],
  },
];
