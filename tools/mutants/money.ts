import type { Mutant } from "./mutants.ts";

/** Each protection of what the shop says and does about money. */
export const MONEY_MUTANTS: readonly Mutant[] = [
  {
    name: "a busy stock step after the charge is told as if nothing was done",
    file: "packages/services/src/orders/payment/complete-sale.ts",
    find: 'if (!isNothingDone(error) || error.kind === "unavailable") {',
    replace:
      'if (isNothingDone(error) && error.kind === "unavailable") throw error;\n    if (!isNothingDone(error)) {',
    tests: ["packages/services/src/orders/payment/paid-being-booked.test.ts"],
  },
  {
    name: "an unknown outcome takes its fence away",
    file: "packages/adapters/src/cache/fencing/write-fence.ts",
    find: "error instanceof FenceRefusedError || isNothingDone(error);",
    replace: "error instanceof FenceRefusedError || error instanceof Error;",
    tests: ["packages/adapters/src/cache/fencing/write-fence.test.ts"],
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
  {
    name: "all that was sent comes back and the shop keeps the delivery",
    file: "packages/domain/src/orders/line-changes.ts",
    find: "const delivery = back === staying ?",
    replace: "const delivery = back < 0 * staying ?",
    tests: ["packages/domain/src/orders/return-worth.test.ts"],
  },
  {
    name: "a refund is not bounded by what is left of the payment",
    file: "packages/domain/src/orders/line-changes.ts",
    find: "return Math.min(worthMinor(order, lines) + delivery, payment.amountMinor - payment.refundedMinor);",
    replace: "return worthMinor(order, lines) + delivery;",
    tests: ["packages/domain/src/orders/return-worth.test.ts"],
  },
  {
    name: "VAT is the same for all countries",
    file: "packages/domain/src/orders/rules.ts",
    find: "vat: vatOf(country),",
    replace: "vat: vatOf(HOME_COUNTRY),",
    tests: ["packages/domain/src/orders/rules.test.ts"],
  },
  {
    name: "a shop with customers takes play money without being told to",
    file: "apps/api/src/env.ts",
    find: 'parsed.PAYMENT_GATEWAY === "test" && !parsed.TAKE_PLAY_MONEY',
    replace: 'parsed.PAYMENT_GATEWAY === "test" && parsed.PAYMENT_GATEWAY === undefined',
    tests: ["apps/api/src/env.test.ts"],
  },
  {
    name: "a card that asks its buyer first counts as declined",
    file: "packages/adapters/src/payments/stripe-gateway.ts",
    find: 'return { status: "requires_action", clientSecret: intent.client_secret ?? "" };',
    replace: 'return { status: "declined" };',
    tests: ["packages/adapters/test/stripe-gateway.test.ts"],
  },
  {
    name: "Stripe repeats a refund that failed",
    file: "packages/adapters/src/payments/stripe-refunds.ts",
    find: "{failed.length}",
    replace: "{0 * failed.length}",
    tests: ["packages/adapters/test/stripe-gateway.test.ts"],
  },
  {
    name: "a payment that cannot be settled is taken again and again",
    file: "packages/services/src/orders/payment/settle-payments.ts",
    find: "await ctx.orders.settleLater(order.id, tries, tries >= MAX_TRIES ? null : from);",
    replace: "void from;",
    tests: ["packages/services/src/orders/issues.test.ts"],
  },
  {
    name: "a mail that cannot be sent is never given up",
    file: "packages/services/src/orders/send-order-mails.ts",
    find: "if (tries < MAX_TRIES) {",
    replace: "if (tries > 0) {",
    tests: ["packages/services/src/orders/issues.test.ts"],
  },
  {
    name: "a refund that failed stays booked as sent",
    file: "packages/services/src/orders/payment/refund-and-dispute-notices.ts",
    find: "Math.max(0, now.payment.refundedMinor - amountMinor)",
    replace: "Math.max(0, now.payment.refundedMinor - 0 * amountMinor)",
    tests: ["packages/services/src/orders/issues.test.ts"],
  },
  {
    name: "what a page still has open at the bank is not called off before an order changes",
    file: "packages/services/src/orders/payment/refund.ts",
    find: "if ((await ctx.payments.abandon(key)) !== null)",
    replace: 'if ((await ctx.payments.find(key))?.status === "captured")',
    tests: ["packages/services/src/orders/payment/confirm-at-bank.test.ts"],
  },
];
