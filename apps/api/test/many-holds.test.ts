import { connectMongo, type Mongo } from "@scarlet/adapters/mongo";
import { RELEASES_AT_ONCE } from "@scarlet/domain/inventory";
import { expireHolds } from "@scarlet/services/orders";
import { buildProduct } from "@scarlet/testing/builders";
import { type CommandStartedEvent, type CommandSucceededEvent, ObjectId } from "mongodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { hold, openLane, openStockFixture, type StockFixture } from "./processes/stock-fixture.ts";

const HOLDS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;

// A number that is stored wide must be copied wide.
const AS_STORED = { promoteValues: false };

let world: StockFixture;
let watched: Mongo;
let shop: Awaited<ReturnType<typeof openLane>>;
/** How many orders the database has told each of the shop's transactions. */
const ordersRead = new Map<string, number>();

beforeAll(async () => {
  world = await openStockFixture();
  watched = await connectMongo({ url: `${world.url}&monitorCommands=true` });
  countOrdersRead(watched);
  shop = await openLane(watched);
});
afterAll(async () => {
  await shop.close();
  await watched.close();
  await world.close();
});

function countOrdersRead({ client }: Mongo): void {
  const transactions = new Map<number, string>();
  client.on("commandStarted", ({ requestId, command }: CommandStartedEvent) => {
    const { lsid, txnNumber, autocommit } = command;
    if (autocommit === false) transactions.set(requestId, `${lsid.id.toString("hex")} ${txnNumber}`);
  });
  client.on("commandSucceeded", ({ requestId, reply }: CommandSucceededEvent) => {
    const transaction = transactions.get(requestId);
    const { ns, firstBatch, nextBatch } = Object(reply).cursor ?? {};
    if (transaction === undefined || ns !== "scarlet.orders") return;
    const told = (firstBatch ?? nextBatch).length;
    ordersRead.set(transaction, (ordersRead.get(transaction) ?? 0) + told);
  });
}

/** A product all of whose pieces are held, one each: by copies of one hold, which end from `endsInMs` on. */
async function heldByMany(slug: string, endsInMs: number) {
  const { mongo } = world;
  const sku = `${slug.toUpperCase()}-1`;
  const product = buildProduct(slug, [sku, `${sku}-B`]);
  await world.stockUp(product, { [sku]: HOLDS, [`${sku}-B`]: 100 });
  const first = await hold(shop.lane, { product, quantity: 1, mongo });
  const orders = mongo.db.collection("orders");
  const its = { _id: new ObjectId(first.id) };
  const copied = await orders.findOne(its, AS_STORED);
  if (copied === null) throw new Error("the hold was not written");
  const from = Date.now() + endsInMs;
  await orders.updateOne(its, { $set: { holdExpiresAt: new Date(from) } });
  const copies = Array.from({ length: HOLDS - 1 }, (_, place) => ({
    ...copied,
    _id: new ObjectId(),
    number: `${slug}-${place}`,
    holdExpiresAt: new Date(from + place),
  }));
  await orders.insertMany(copies);
  const movements = mongo.db.collection("stock_movements");
  const { _id: _, ...reserved } = (await movements.findOne({ sku, kind: "reserve" }, AS_STORED)) ?? {};
  await movements.insertOne({
    ...reserved,
    version: 3,
    delta: { onHand: 0, reserved: HOLDS - 1 },
    before: { onHand: HOLDS, reserved: 1 },
    after: { onHand: HOLDS, reserved: HOLDS },
    causeKey: `copies of ${slug}`,
  });
  const row = { reserved: HOLDS, available: 0, version: 3 };
  await mongo.db.collection("stock").updateOne({ sku }, { $set: row });
  return { product, sku };
}

test("a product with 10,000 ended holds sells on: they are released by and by, and the books agree", async () => {
  const { product, sku } = await heldByMany("ended", -DAY_MS);
  const { mongo } = world;
  // At the next asking on a busy machine: a transaction has five seconds.
  await vi.waitFor(() => hold(shop.lane, { product, quantity: 1, mongo }), 60_000);
  // More than one transaction releases: it goes on within the same command.
  await vi.waitFor(() => hold(shop.lane, { product, quantity: 2 * RELEASES_AT_ONCE, mongo }), 60_000);
  const before = await world.row(sku);
  expect(await expireHolds({ stock: shop.lane })).toBe(100);
  const after = await world.row(sku);
  expect(before.reserved - after.reserved).toBeGreaterThanOrEqual(100);
  expect(before.reserved - after.reserved).toBeLessThanOrEqual(RELEASES_AT_ONCE);
  // Nor does a transaction read more of them than it may release, beside the 100 that it is asked to end.
  expect(Math.max(...ordersRead.values())).toBeLessThan(RELEASES_AT_ONCE + 110);
  expect(await world.faultsOf(sku)).toEqual([]);
  // Whoever looks meanwhile is told what is free, and not what is written of it.
  const seen = (await shop.reader.readStock([product.id])).get(product.id);
  expect(seen?.skus[0]?.available).toBe(HOLDS - 1 - 2 * RELEASES_AT_ONCE);
}, 180_000);

test("10,000 open holds make a group no slower", async () => {
  const { mongo } = world;
  const few = buildProduct("few", ["FEW-1"]);
  await world.stockUp(few, { "FEW-1": 100 });
  const { product } = await heldByMany("open", DAY_MS);
  const many = { ...product, skus: product.skus.slice(1) };
  const quickest = { few: Number.POSITIVE_INFINITY, many: Number.POSITIVE_INFINITY };
  // In turn, so that whatever else the machine does slows both.
  for (let round = 0; round < 10; round += 1)
    for (const [name, of] of Object.entries({ few, many })) {
      const begun = performance.now();
      await hold(shop.lane, { product: of, quantity: 1, mongo });
      const took = performance.now() - begun;
      quickest[name as keyof typeof quickest] = Math.min(quickest[name as keyof typeof quickest], took);
    }
  // They took 30 times as long when all of them were sorted for each group.
  expect(quickest.many).toBeLessThan(Math.max(5 * quickest.few, 50));
});
