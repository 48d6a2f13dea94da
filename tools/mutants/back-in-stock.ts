import type { Mutant } from "./mutants.ts";

const STORE = "packages/adapters/src/back-in-stock/tell-in-transaction.ts";
const SERVICE_TESTS = ["packages/services/src/back-in-stock/back-in-stock.test.ts"];
const ENGINE_TESTS = ["packages/adapters/test/ports.test.ts"];

/** Each protection of those who wait for something to be back. */
export const BACK_IN_STOCK_MUTANTS: readonly Mutant[] = [
  {
    name: "whoever was told counts against no piece",
    file: "packages/domain/src/back-in-stock/rounds.ts",
    find: "Math.max(0, shelf.available - expected)",
    replace: "Math.max(0, shelf.available)",
    tests: ["packages/domain/src/back-in-stock/rounds.test.ts", ...SERVICE_TESTS],
  },
  {
    name: "pieces taken from the shelf are still kept for whoever was told",
    file: "packages/adapters/src/inventory/shelf-reads.ts",
    find: 'kind: { $ne: "sale" }',
    replace: 'kind: "sale"',
    tests: ENGINE_TESTS,
  },
  {
    name: "whoever was told is not forgotten",
    file: STORE,
    find: "  await takeAway(mongo, next);\n",
    replace: "",
    tests: ENGINE_TESTS,
  },
  {
    name: "the last to ask is told first",
    file: STORE,
    find: ".orderBy({ at: 1, _id: 1 })",
    replace: ".orderBy({ at: -1, _id: -1 })",
    tests: ENGINE_TESTS,
  },
  {
    name: "an address waits for everything there is",
    file: "packages/adapters/src/back-in-stock/back-in-stock-store.ts",
    find: "if (await insert(mongo, request)) await keepLatest(mongo, request.address);",
    replace: "await insert(mongo, request);",
    tests: ENGINE_TESTS,
  },
  {
    name: "two spellings of an address get two mails",
    file: "packages/domain/src/back-in-stock/schema.ts",
    find: "return email.toLowerCase();",
    replace: "return email;",
    tests: SERVICE_TESTS,
  },
  {
    name: "whoever knows an address takes back what its owner asked for",
    file: "packages/services/src/back-in-stock/request-back-in-stock.ts",
    find: 'ctx.forgetKeys.seal({ kind: "request", id: request.id })',
    replace: 'ctx.forgetKeys.seal({ kind: "address", address: request.address })',
    tests: SERVICE_TESTS,
  },
  {
    name: "a key to be forgotten is good for ever",
    file: "packages/adapters/src/back-in-stock/forget-keys.ts",
    find: "opened !== undefined && opened.endMs > nowMs()",
    replace: "opened !== undefined",
    tests: ["packages/adapters/src/back-in-stock/forget-keys.test.ts"],
  },
  {
    name: "people are told of what is not on show",
    file: "packages/services/src/back-in-stock/tell-waiting.ts",
    find: 'product?.status !== "published" || form === undefined',
    replace: "product === undefined || form === undefined",
    tests: SERVICE_TESTS,
  },
  {
    name: "news that got lost are never looked for",
    file: "apps/api/src/jobs/tell-waiting.ts",
    find: "const isTime = after !== null || monotonicMs() >= lookAt;",
    replace: "const isTime = after !== null;",
    tests: ["apps/api/test/tell-waiting.test.ts"],
  },
];
