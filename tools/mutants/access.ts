import type { Mutant } from "./mutants.ts";

/** Each protection of accounts and of who may see what. */
export const ACCESS_MUTANTS: readonly Mutant[] = [
  {
    name: "demo people live in a shop that others reach",
    file: "packages/domain/src/accounts/demo-people.ts",
    find: "!isLoopback(address));",
    replace: 'address === "");',
    tests: ["packages/domain/src/accounts/demo-people.test.ts"],
  },
  {
    name: "somebody's own account becomes a demo person's",
    file: "packages/adapters/src/accounts/demo-people.ts",
    find: "if (found !== null && !isDemo(found.user)) {",
    replace: "if (found?.user.email === role) {",
    tests: ["packages/adapters/src/accounts/demo-people.test.ts"],
  },
  {
    name: "demo people stay in a database that becomes a real shop's",
    file: "packages/adapters/src/accounts/demo-people.ts",
    find: "if (found === null) continue;",
    replace: "if (found !== undefined) continue;",
    tests: ["packages/adapters/src/accounts/demo-people.test.ts"],
  },
  {
    name: "a way back after signing in may lead to another site",
    file: "packages/domain/src/kernel/local-path.ts",
    find: 'return origin === HERE && !pathname.startsWith("//") ?',
    replace: "return origin ?",
    tests: ["packages/domain/src/kernel/local-path.test.ts"],
  },
  {
    name: "a mailed link opens any order",
    file: "apps/api/src/accounts/order-links.ts",
    find: 'return same(signature, signLink(order.id, end, order.email ?? "")) ? Number(end) : null;',
    replace: "return Number(end);",
    tests: ["apps/api/src/accounts/order-links.test.ts"],
  },
  {
    name: "a mailed link opens for ever",
    file: "apps/api/src/accounts/order-links.ts",
    find: 'if (end === "" || Number(end) <= now() || !isGuests(order)) return null;',
    replace: 'if (end === "" || !isGuests(order)) return null;',
    tests: ["apps/api/src/accounts/order-links.test.ts"],
  },
  {
    name: "an opened order stays open when it is somebody's own",
    file: "packages/services/src/orders/order-access.ts",
    find: 'const opened = order.ownerKey.startsWith("guest:") && ',
    replace: "const opened = ",
    tests: ["apps/api/test/browser.test.ts"],
  },
];
