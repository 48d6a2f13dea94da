import { type ProductStock, release, reserve } from "@scarlet/domain/inventory";
import type { Order, OrderStock } from "@scarlet/domain/orders";
import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import { commit, freshCause, type StockEngine } from "@scarlet/testing/contract";
import * as fc from "fast-check";
import { ObjectId } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WriteFence } from "../src/inventory/index.ts";
import { createOrderStock } from "../src/orders/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { THROUGH } from "./harness/no-fence.ts";

// What a write publishes is put together from what its transaction happened to see; readers ask the database anew.
const MUG = "LEFT-MUG";
const mug = buildProduct("left-mug", [MUG, "LEFT-MUG-2"]);
const lamp = buildProduct("left-lamp", ["LEFT-LAMP"]);
let database: TestDatabase;
let engine: StockEngine;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Keeps what the last write would have published. */
let published: readonly ProductStock[] = [];
const publishing: WriteFence = {
  publishes: true,
  async around(commitWith) {
    const { result, written } = await commitWith(THROUGH);
    published = written?.stocks ?? [];
    return result;
  },
  settled: async () => {},
};

type Act =
  | { readonly kind: "place"; readonly lamp: boolean; readonly endsInMs: number }
  | { readonly kind: "cancel" | "extend"; readonly nth: number; readonly many: number }
  | { readonly kind: "reprice" };
type Move = { readonly act: Act; readonly process: 0 | 1 };

const HOURS = 3_600_000;
const act = fc.oneof(
  fc.record({
    kind: fc.constant("place" as const),
    lamp: fc.boolean(),
    endsInMs: fc.constantFrom(HOURS, 2 * HOURS, 3 * HOURS, -1_000),
  }),
  fc.record({
    kind: fc.constantFrom("cancel" as const, "extend" as const),
    nth: fc.nat(5),
    many: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant("reprice" as const) }),
);
const moves = fc.array(fc.record({ act, process: fc.constantFrom(0 as const, 1 as const) }), {
  minLength: 4,
  maxLength: 14,
});

const placed = (endsInMs: number): Move => ({ act: { kind: "place", lamp: false, endsInMs }, process: 0 });
/** What is remembered of the words is out of date. */
const REPRICED_BETWEEN = [
  placed(HOURS),
  { act: { kind: "reprice" }, process: 0 },
  placed(HOURS),
] satisfies Move[];
/** None is left of the holds that were looked at. */
const ALL_THAT_END_NEXT = [
  ...[1, 1, 1, 2].map((hours) => placed(hours * HOURS)),
  { act: { kind: "cancel", nth: 0, many: 3 }, process: 0 },
] satisfies Move[];

async function place(store: OrderStock, { lamp: isLamp, endsInMs }: Act & { readonly kind: "place" }) {
  const now = await engine.now();
  const holdExpiresAt = new Date(now.getTime() + endsInMs);
  const product = isLamp ? lamp : mug;
  const order = buildOrder(product, 1, { id: engine.newId(), now, holdExpiresAt });
  const skus = order.lines.map(({ sku }) => sku);
  const move: Parameters<typeof commit>[2] = () => ({
    move: (draft) => reserve(draft, order.lines, freshCause(order.id)),
    inserts: [order],
  });
  await commit(store, { skus }, move);
  return order;
}

/** In one group, as a lane does it. */
async function rewrite(
  store: OrderStock,
  held: readonly Order[],
  kind: "cancel" | "extend",
): Promise<Order[]> {
  const updates = held.map((order): Order => {
    const version = order.version + 1;
    const later = new Date(order.holdExpiresAt.getTime() + 5 * HOURS);
    return kind === "cancel"
      ? { ...order, version, status: "cancelled" }
      : { ...order, version, holdExpiresAt: later };
  });
  const skus = held.flatMap(({ lines }) => lines.map(({ sku }) => sku));
  await commit(store, { skus, orderIds: held.map(({ id }) => id) }, () => ({
    move(draft) {
      if (kind === "cancel") for (const { id, lines } of held) release(draft, lines, freshCause(id));
    },
    updates,
  }));
  return updates;
}

/** What a verb that changes words and prices will do: it raises the stock's version as well. */
async function reprice(): Promise<void> {
  const { db, inTransaction } = database.mongo;
  const filter = { _id: new ObjectId(mug.id) };
  await inTransaction(async () => {
    await db.collection("product_stock").updateOne(filter, { $inc: { version: 1 } });
    await db.collection("products").updateOne(filter, { $inc: { contentVersion: 1 } });
  });
}

async function play(drawn: readonly Move[]): Promise<number> {
  engine = await stockEngine(database);
  await engine.stockUp(mug, { [MUG]: 99, "LEFT-MUG-2": 3 });
  await engine.stockUp(lamp, { "LEFT-LAMP": 99 });
  const stores = [database.mongo, database.other].map((mongo) => createOrderStock(mongo, publishing));
  const open: Order[] = [];
  let compared = 0;
  for (const { act: each, process } of drawn) {
    const store = stores[process] ?? engine.store;
    published = [];
    if (each.kind === "reprice") await reprice();
    else if (each.kind === "place") {
      const order = await place(store, each);
      if (each.endsInMs > 0) open.push(order);
    } else {
      const held = open.splice(each.nth % Math.max(1, open.length), each.many);
      if (held.length === 0) continue;
      const updated = await rewrite(store, held, each.kind);
      if (each.kind === "extend") open.push(...updated);
    }
    const read = await engine.reader.readStock([mug.id, lamp.id]);
    for (const stock of published) expect(stock).toEqual(read.get(stock.productId));
    compared += published.length;
  }
  return compared;
}

test("what a write publishes is what a reader of the database finds after it", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(moves, async (drawn) => {
      compared += await play(drawn);
    }),
    { numRuns: 12, examples: [[REPRICED_BETWEEN], [ALL_THAT_END_NEXT]] },
  );
  expect(compared).toBeGreaterThan(20);
}, 60_000);
