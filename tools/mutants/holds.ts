import type { Mutant } from "./mutants.ts";

/** Each protection against keeping things from others. */
export const HOLD_MUTANTS: readonly Mutant[] = [
  {
    name: "an owner may hold whatever there is",
    file: "packages/domain/src/orders/hold-limits.ts",
    find: 'requireWithin(asked.lines, asked.ofOwner, { bounds: own, by: "owner" });',
    replace: "",
    tests: ["packages/domain/src/orders/hold-limits.test.ts"],
  },
  {
    name: "an address may hold whatever there is",
    file: "packages/domain/src/orders/hold-limits.ts",
    find: 'requireWithin(asked.lines, asked.ofAddress, { bounds: limits.address, by: "address" });',
    replace: "",
    tests: [
      "packages/domain/src/orders/hold-limits.test.ts",
      "packages/services/src/orders/hold/hold-limits.test.ts",
    ],
  },
  {
    name: "a guest holds again at once",
    file: "packages/domain/src/orders/hold-limits.ts",
    find: "requirePause(asked, own.pauseSeconds);",
    replace: "",
    tests: ["packages/domain/src/orders/hold-limits.test.ts"],
  },
  {
    name: "a hold does not see what its forerunners in the group hold",
    file: "packages/services/src/inventory/lane/decide-group.ts",
    find: "    state.openHolds.put(order);\n",
    replace: "",
    tests: ["packages/services/src/orders/hold/hold-limits.test.ts"],
  },
  {
    name: "two processes count one holder beside each other",
    file: "packages/adapters/src/inventory/group-state.ts",
    find: "const guards = holderGuards(holders, now);",
    replace: "const guards = holderGuards([], now);",
    tests: ["packages/adapters/test/hold-guards.test.ts"],
  },
  {
    name: "the address of a hold stays on the order for ever",
    file: "packages/domain/src/orders/rules.ts",
    find: 'edge.to === "pending" ? order.heldFrom : null',
    replace: "order.heldFrom",
    tests: ["packages/services/src/orders/hold/hold-limits.test.ts"],
  },
  {
    name: "each window holds the cart anew",
    file: "packages/services/src/orders/hold/check-out.ts",
    find: "if (state !== cartStateOf(cart) || !hasItems(cart, input.items))",
    replace: "if (state === ownerKey)",
    tests: ["packages/services/src/orders/hold/check-out.test.ts"],
  },
  {
    name: "things that are not in the cart are checked out of it",
    file: "packages/services/src/orders/hold/check-out.ts",
    find: " || !hasItems(cart, input.items)",
    replace: "",
    tests: ["packages/services/src/orders/hold/check-out.test.ts"],
  },
  {
    name: "an ended hold is held again by each window",
    file: "packages/services/src/orders/hold/hold-again.ts",
    find: "key: input.id,",
    replace: "key: ctx.ids.newId(),",
    tests: ["packages/services/src/orders/hold/check-out.test.ts"],
  },
  {
    name: "what finds no room at sign-in is dropped",
    file: "packages/services/src/cart/merge-carts.ts",
    find: "return [...kept, ...items",
    replace: "return [...items",
    tests: ["packages/services/src/cart/cart.test.ts"],
  },
  {
    name: "somebody holds a stranger's order again",
    file: "packages/services/src/orders/hold/hold-again.ts",
    find: " || !owns(ctx.actor, ended)",
    replace: "",
    tests: ["packages/services/src/orders/hold/check-out.test.ts"],
  },
];
