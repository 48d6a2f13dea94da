import { isDomainError, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import { buildProduct, staff, user } from "@scarlet/testing/builders";
import {
  APPROVED_CARD,
  checkStockInvariants,
  createMemoryDatabase,
  createMemoryGateway,
  DECLINED_CARD,
  type MemoryDatabase,
  type MemoryGateway,
  type Pause,
  stockUp,
} from "@scarlet/testing/memory";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { getProduct } from "../src/catalog/index.ts";
import { adjustStock } from "../src/inventory/index.ts";
import {
  cancelOrder,
  expireHolds,
  extendHold,
  payOrder,
  placeOrder,
  settlePayments,
} from "../src/orders/index.ts";
import { openShop, type Shop } from "./memory-shop.ts";

const mug = buildProduct("mug", ["MUG-1", "MUG-2"]);
const lamp = buildProduct("lamp", ["LAMP"]);
const BUYERS = ["marta", "joris", "lotte"];

const buyer = fc.constantFrom(...BUYERS);
const process = fc.integer({ min: 0, max: 1 });
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("place" as const),
      process,
      buyer,
      key: fc.constantFrom("p1", "p2", "p3"),
      items: fc.array(
        fc.record({
          sku: fc.constantFrom("MUG-1", "MUG-2", "LAMP"),
          quantity: fc.integer({ min: 1, max: 2 }),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("pay" as const, "pay" as const, "cancel" as const, "extend" as const),
      process,
      buyer,
      key: fc.constantFrom("k1", "k2"),
      nth: fc.integer({ min: 0, max: 3 }),
      card: fc.constantFrom(APPROVED_CARD, APPROVED_CARD, DECLINED_CARD),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("adjust" as const),
      process,
      key: fc.constantFrom("a1", "a2", "a3"),
      sku: fc.constantFrom("MUG-1", "MUG-2", "LAMP"),
      delta: fc.constantFrom(-2, -1, 1, 2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("look" as const), process }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("sweep" as const), process }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("later" as const), process }) },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

type World = {
  readonly db: MemoryDatabase;
  readonly gateway: MemoryGateway;
  readonly shops: readonly Shop[];
  /** The highest version of the mug whose write was acknowledged. */
  acknowledged: number;
  readonly faults: string[];
};

function openWorld(pause: Pause): World {
  const db = createMemoryDatabase();
  const gateway = createMemoryGateway(pause);
  stockUp(db, mug, { "MUG-1": 2, "MUG-2": 1 });
  stockUp(db, lamp, 2);
  const shops = [openShop({ db, gateway, pause }), openShop({ db, gateway, pause })];
  return { db, gateway, shops, acknowledged: 0, faults: [] };
}

async function act(world: World, step: Action): Promise<void> {
  const shop = world.shops[step.process];
  if (shop === undefined) return;
  switch (step.kind) {
    case "place":
      await placeOrder(shop.as(user(step.buyer)), { items: step.items }, step.key);
      break;
    case "pay":
    case "cancel":
    case "extend":
      await onOrder(world, shop, step);
      break;
    case "adjust": {
      const input = { sku: step.sku, delta: step.delta, reason: "correction" } as const;
      await adjustStock(shop.as(staff("inventory")), input, step.key);
      break;
    }
    case "look":
      return look(world, shop);
    case "sweep":
      await expireHolds(shop.as(SYSTEM_ACTOR));
      await settlePayments(shop.as(SYSTEM_ACTOR));
      break;
    case "later":
      world.db.clock.advance(400_000);
      return;
  }
  world.acknowledged = Math.max(world.acknowledged, world.db.productVersions.get(mug.id) ?? 0);
}

async function onOrder(world: World, shop: Shop, step: Extract<Action, { nth: number }>): Promise<void> {
  const ctx = shop.as(user(step.buyer));
  const mine = [...world.db.orders.values()].filter(({ ownerKey }) => ownerKey === `user:${step.buyer}`);
  const id = mine[step.nth % Math.max(1, mine.length)]?.id;
  if (id === undefined) return;
  if (step.kind === "pay") await payOrder(ctx, { id, card: { number: step.card } }, step.key);
  else if (step.kind === "cancel") await cancelOrder(ctx, { id }, step.key);
  else await extendHold(ctx, { id }, step.key);
}

/** A look that begins after a write was acknowledged never shows older stock. */
async function look(world: World, shop: Shop): Promise<void> {
  const atLeast = world.acknowledged;
  const { value } = await getProduct(shop.as(user()), { slug: "mug" });
  if (value.stockVersion < atLeast) world.faults.push(`saw ${value.stockVersion} after ${atLeast}`);
  if (value.skus.some(({ availableStock }) => availableStock < 0)) world.faults.push("saw less than nothing");
}

/** What must hold at every moment, whoever was interrupted where. */
function checkAlways(world: World): void {
  world.faults.push(...checkStockInvariants(world.db));
  for (const causeKey of world.db.movements.map((movement) => movement.causeKey)) {
    if (world.db.movements.filter((movement) => movement.causeKey === causeKey).length > 1) {
      world.faults.push(`${causeKey} counts twice`);
    }
  }
}

/** What must hold once everything is quiet and the housekeepers have been round. */
async function checkAtRest(world: World): Promise<void> {
  const calm = openShop({ db: world.db, gateway: world.gateway });
  for (let i = 0; i < 3; i++) {
    world.db.clock.advance(61_000);
    await expireHolds(calm.as(SYSTEM_ACTOR));
    await settlePayments(calm.as(SYSTEM_ACTOR));
  }
  checkAlways(world);
  const owned = new Map<string, number>();
  for (const order of world.db.orders.values()) {
    const kept = world.gateway.kept(order.id);
    const owed = order.status === "paid" || order.status === "fulfilled" ? order.totalMinor : 0;
    if (kept !== owed) world.faults.push(`${order.number} is ${order.status} and we keep ${kept}`);
    const over = order.status === "pending" && order.holdExpiresAt <= world.db.clock.read();
    if (over) world.faults.push(`${order.number} holds past its end`);
    if (order.settlement !== null) world.faults.push(`${order.number} has money under way`);
    owned.set(order.ownerKey, (owned.get(order.ownerKey) ?? 0) + 1);
  }
  for (const [ownerKey, count] of owned) {
    const intents = [...world.db.remembered.keys()].filter((id) =>
      id.startsWith(`${ownerKey}|orders.place|`),
    );
    if (count !== intents.length)
      world.faults.push(`${ownerKey}: ${count} orders of ${intents.length} intents`);
  }
}

/** A refusal is an answer; a killed request is a fault of the machine; anything else is a bug. */
function judge(world: World, outcome: PromiseSettledResult<unknown>): void {
  if (outcome.status === "fulfilled") return;
  const { reason } = outcome;
  if (isDomainError(reason) && reason.kind !== "unavailable") return;
  if (reason instanceof Error && reason.message === "killed") return;
  world.faults.push(`unexpected: ${String(reason)}`);
}

test("whatever the interleaving of two processes, nothing is oversold, lost, doubled or stale", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(action, { minLength: 4, maxLength: 14 }),
      async (s, actions) => {
        let calm = false;
        const world = openWorld((step) => (calm ? undefined : s.schedule(Promise.resolve(), step)));
        const running = actions.map((step, i) =>
          s
            .schedule(Promise.resolve(), `${i} ${step.kind}`)
            .then(() => act(world, step))
            .finally(() => checkAlways(world)),
        );
        const outcomes = await s.waitFor(Promise.allSettled(running));
        for (const outcome of outcomes) judge(world, outcome);
        calm = true;
        await checkAtRest(world);
        expect(world.faults).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);

test("whatever step a process dies at, the books hold, and housekeeping leaves no money and no unit behind", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 3, maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 6 }),
      async (actions, deaths) => {
        let [at, calm] = [0, false];
        const world = openWorld(() => {
          if (calm) return;
          at += 1;
          if (deaths.includes(at)) throw new Error("killed");
        });
        for (const step of actions) {
          const [outcome] = await Promise.allSettled([act(world, step)]);
          judge(world, outcome);
          checkAlways(world);
        }
        calm = true;
        await checkAtRest(world);
        expect(world.faults).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);
