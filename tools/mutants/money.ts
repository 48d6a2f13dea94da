import type { Mutant } from "./mutants.ts";

/** Each protection of what the shop says and does about money. */
export const MONEY_MUTANTS: readonly Mutant[] = [
  {
    name: "a busy stock step after the charge is told as if nothing was done",
    file: "packages/services/src/orders/complete-sale.ts",
    find: 'if (!isNothingDone(error) || error.kind === "unavailable") {',
    replace:
      'if (isNothingDone(error) && error.kind === "unavailable") throw error;\n    if (!isNothingDone(error)) {',
    tests: ["packages/services/src/orders/paid-being-booked.test.ts"],
  },
  {
    name: "an unknown outcome takes its fence away",
    file: "packages/adapters/src/inventory/cache/write-fence.ts",
    find: "error instanceof FenceRefusedError || isNothingDone(error);",
    replace: "error instanceof FenceRefusedError || error instanceof Error;",
    tests: ["packages/adapters/src/inventory/cache/write-fence.test.ts"],
  },
  {
    name: "an unknown outcome is called nothing done on the wire",
    file: "packages/trpc/src/errors.ts",
    find: "const isUnknown = !isNothingDone(causeOf(error));",
    replace: "const isUnknown = false;",
    tests: ["packages/trpc/src/errors.test.ts"],
  },
  {
    name: "a page takes any refusal for an answer about money that is being asked for",
    file: "apps/storefront/src/checkout/pay-outcome.ts",
    find: "if (!wasOpen || isAboutMoney(refusal))",
    replace: "if (!wasOpen || isAboutMoney(refusal) || wasOpen)",
    tests: ["apps/storefront/src/checkout/pay-outcome.test.ts"],
  },
];
