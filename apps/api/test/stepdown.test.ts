import { createCartStore } from "@scarlet/adapters/cart";
import { createProductStore, putCategories } from "@scarlet/adapters/catalog";
import { createLedgerStore } from "@scarlet/adapters/inventory";
import { connectMongo, createIdSource, type Mongo } from "@scarlet/adapters/mongo";
import { createIdempotencyStore, createOrderNumbers, createOrderStore } from "@scarlet/adapters/orders";
import { createTestGateway } from "@scarlet/adapters/payments";
import { isDomainError } from "@scarlet/domain/kernel";
import { adjustStock } from "@scarlet/services/inventory";
import { cancelOrder, expireHolds, extendHold, payOrder, placeOrder } from "@scarlet/services/orders";
import { buildProduct, staff, user } from "@scarlet/testing/builders";
import { createMemoryCatalogCache, createMemoryLog } from "@scarlet/testing/memory";
import { MongoClient, ObjectId } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type InterceptingProxy,
  type Moment,
  startInterceptingProxy,
} from "./processes/intercepting-proxy.ts";
import { openLane, openStockFixture, type StockFixture } from "./processes/stock-fixture.ts";

/** How long there is no primary: longer than the driver's own two tries, which both get "not primary" at once. */
const AWAY_MS = 300;

let world: StockFixture;
let proxy: InterceptingProxy;
let mongo: Mongo;
let lane: Awaited<ReturnType<typeof openLane>>;
/** Talks to the member itself, whatever it is at the moment. */
let operator: MongoClient;
beforeAll(async () => {
  world = await openStockFixture();
  operator = await new MongoClient(
    `mongodb://127.0.0.1:${world.databasePort}/?directConnection=true`,
  ).connect();
  await putCategories(world.mongo, [{ slug: "ceramics", name: "Ceramics", line: "Mugs and bowls." }]);
  proxy = await startInterceptingProxy(world.databasePort);
  mongo = await connectMongo({ url: `mongodb://127.0.0.1:${proxy.port}/scarlet?directConnection=true` });
  lane = await openLane(mongo);
});
afterAll(async () => {
  await lane.close();
  await mongo.close();
  await proxy.close();
  await operator.close();
  await world.close();
});

const admin = (command: object) => operator.db("admin").command(command);

/** The primary steps down, and is elected again a little later. */
async function stepDown(): Promise<void> {
  await admin({ replSetStepDown: 60, force: true });
  setTimeout(() => void admin({ replSetFreeze: 0 }), AWAY_MS);
}

const marta = user("marta");
const warehouse = staff("admin");

/** What the verbs need, over the database behind the proxy. */
function shop() {
  const log = createMemoryLog();
  return {
    clock: mongo.clock,
    ids: createIdSource(),
    log,
    products: createProductStore(mongo),
    catalogCache: createMemoryCatalogCache(),
    stockReader: lane.reader,
    stock: lane.lane,
    ledger: createLedgerStore(mongo),
    orders: createOrderStore(mongo),
    carts: createCartStore(mongo),
    orderNumbers: createOrderNumbers(mongo),
    payments: createTestGateway({ mongo, secret: "s", deliver: async () => {} }),
    idempotency: createIdempotencyStore(mongo),
    holdSeconds: 900,
    holdLimits: null,
  };
}

type Held = { readonly id: string; readonly sku: string; readonly productId: string };
type Verb = (held: Held, key: string) => Promise<unknown>;
type Figures = { onHand: number; reserved: number; available: number };

/** Each verb that moves stock, and what is left of ten pieces of which two are held. */
const VERBS: readonly (readonly [string, Verb, Figures])[] = [
  [
    "placing an order",
    ({ productId }, key) => placeOrder({ ...shop(), actor: marta }, { productId, quantity: 3 }, key),
    { onHand: 10, reserved: 5, available: 5 },
  ],
  [
    "paying",
    ({ id }, key) => payOrder({ ...shop(), actor: marta }, { id }, key),
    { onHand: 8, reserved: 0, available: 8 },
  ],
  [
    "cancelling",
    ({ id }, key) => cancelOrder({ ...shop(), actor: marta }, { id }, key),
    { onHand: 10, reserved: 0, available: 10 },
  ],
  [
    "extending a hold",
    ({ id }, key) => extendHold({ ...shop(), actor: marta }, { id }, key),
    { onHand: 10, reserved: 2, available: 8 },
  ],
  [
    "adjusting stock",
    ({ sku }, key) =>
      adjustStock({ ...shop(), actor: warehouse }, { sku, delta: -1, reason: "damaged" }, key),
    { onHand: 9, reserved: 2, available: 7 },
  ],
  [
    "releasing an ended hold",
    async ({ id }) => {
      const end = { $set: { holdExpiresAt: new Date(Date.now() - 1_000) } };
      await world.mongo.db.collection("orders").updateOne({ _id: new ObjectId(id) }, end);
      return expireHolds(shop());
    },
    { onHand: 10, reserved: 0, available: 10 },
  ],
];

const MOMENTS: readonly (readonly [string, Moment])[] = [
  ["inside its transaction", { command: "bulkWrite", when: "asked" }],
  ["before its commit is heard", { command: "commitTransaction", when: "asked" }],
  ["after its commit was written", { command: "commitTransaction", when: "answered" }],
];

let products = 0;
async function twoHeld(): Promise<Held> {
  products += 1;
  const sku = `STEP-${products}`;
  const product = buildProduct(`step-${products}`, [sku]);
  await world.stockUp(product, { [sku]: 10 });
  const order = await placeOrder(
    { ...shop(), actor: marta },
    { productId: product.id, quantity: 2 },
    `held-${products}`,
  );
  return { id: order.id, sku, productId: product.id };
}

describe.each(VERBS)("%s while the primary steps down", (_, verb, left) => {
  test.each(MOMENTS)("%s takes effect once, and a repeat is told the same", async (__, moment) => {
    const held = await twoHeld();
    proxy.strikeAt(moment, stepDown);
    const key = `key-${products}`;
    const answer = await verb(held, key);
    expect(proxy.hasStruck()).toBe(true);
    expect(await world.row(held.sku)).toEqual(left);
    expect(await world.faultsOf(held.sku)).toEqual([]);
    const again = await verb(held, key);
    if (typeof answer === "object") expect(again).toEqual(answer);
    expect(await world.row(held.sku)).toEqual(left);
  });
});

test("a crowd meets two elections: whoever is told yes has it, nobody is told a fault, and repeats tell the truth", async () => {
  const product = buildProduct("crowded", ["CROWD-1"]);
  await world.stockUp(product, { "CROWD-1": 200 });
  // Past the proxy: by the set's name, as a shop connects, so that the driver waits for the next primary itself.
  const other = await connectMongo({ url: world.url, selectionMs: 1_000 });
  const own = await openLane(other);
  const buy = (place: number) =>
    placeOrder(
      {
        ...shop(),
        products: createProductStore(other),
        orderNumbers: createOrderNumbers(other),
        idempotency: createIdempotencyStore(other),
        stock: own.lane,
        actor: user(`buyer-${place}`),
      },
      { productId: product.id, quantity: 1 },
      `crowd-${place}`,
    ).then(
      () => "held",
      (error: unknown) => (isDomainError(error) ? error.kind : error),
    );
  const answers: Promise<unknown>[] = [];
  for (let place = 0; place < 60; place += 1) {
    if (place === 10 || place === 35) await stepDown();
    answers.push(buy(place));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const told = await Promise.all(answers);
  for (const answer of told) expect(["held", "unavailable", "outcome_unknown"]).toContain(answer);
  const said = told.filter((answer) => answer === "held").length;
  expect((await world.row("CROWD-1")).reserved).toBeGreaterThanOrEqual(said);
  for (const [place, answer] of told.entries()) if (answer !== "held") expect(await buy(place)).toBe("held");
  expect((await world.row("CROWD-1")).reserved).toBe(60);
  expect(await world.faultsOf("CROWD-1")).toEqual([]);
  await own.close();
  await other.close();
});
