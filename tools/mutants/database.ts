import type { Mutant } from "./mutants.ts";

/** Each protection of which database, and which state of it, the shop and its caches speak of. */
export const DATABASE_MUTANTS: readonly Mutant[] = [
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
  {
    name: "nobody compares the database with what Redis was told",
    file: "packages/adapters/src/inventory/cache/lineage.ts",
    find: "if (told !== null && !entries.includes(told)) return false;",
    replace: 'if (told === "" && !entries.includes(told)) return false;',
    tests: [
      "packages/adapters/src/inventory/cache/lineage.test.ts",
      "packages/adapters/test/stock-cache/one-database.test.ts",
    ],
  },
  {
    name: "a process does not compare the database with what it saw itself",
    file: "packages/adapters/src/inventory/cache/lineage.ts",
    find: "if (seen === null || entries.includes(seen)) return true;",
    replace: "if (entries !== null) return true;",
    tests: ["packages/adapters/src/inventory/cache/lineage.test.ts"],
  },
  {
    name: "the cache is used by the document of another shop",
    file: "packages/adapters/src/inventory/cache/control.ts",
    find: "if (shopId === undefined || state.shopId === shopId) return;",
    replace: "if (shopId !== null || state.shopId === shopId) return;",
    tests: ["packages/adapters/src/inventory/cache/control.test.ts"],
  },
  {
    name: "commands to the Redis that is meant leave out the shop's prefix",
    file: "packages/adapters/src/redis/bound-client.ts",
    find: '{ replyEncoding: "utf8", keyPrefix }',
    replace: '{ replyEncoding: "utf8", keyPrefix: keyPrefix.slice(0, 0) }',
    tests: ["packages/adapters/test/stock-cache/one-database.test.ts"],
  },
  {
    name: "a Redis that forgets what it likes is used",
    file: "packages/adapters/src/redis/run-id.ts",
    find: 'policy.startsWith("allkeys-")',
    replace: 'policy.startsWith("all keys")',
    tests: ["packages/adapters/test/bound-client.test.ts"],
  },
  {
    name: "time in which the machine was suspended does not count",
    file: "packages/adapters/src/inventory/cache/control.ts",
    find: "return ageMs < viewMs && hiddenMs < LONGEST_HIDDEN_MS;",
    replace: "return ageMs < viewMs && hiddenMs >= 0;",
    tests: ["packages/adapters/src/inventory/cache/control.test.ts"],
  },
  {
    name: "a server that hides its limit is taken to have the default one",
    file: "packages/adapters/src/inventory/cache/transaction-limit.ts",
    find: "isBound: toldS !== undefined || statedS !== undefined",
    replace: "isBound: true",
    tests: ["packages/adapters/src/inventory/cache/transaction-limit.test.ts"],
  },
  {
    name: "a transaction's last statement may come at any time",
    file: "packages/adapters/src/inventory/raise-first.ts",
    find: "if (commitBy === null) return;",
    replace: "if (commitBy === null || commitBy !== null) return;",
    tests: ["packages/adapters/test/stock-guards.test.ts"],
  },
];
