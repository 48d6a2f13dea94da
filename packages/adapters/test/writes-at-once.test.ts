import { type GroupState, netChanges, openDraft, reserve } from "@scarlet/domain/inventory";
import { actorRef, SYSTEM_ACTOR } from "@scarlet/domain/kernel";
import type { Order } from "@scarlet/domain/orders";
import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import type { StockEngine } from "@scarlet/testing/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DeadlinePassedError, type WriteFence } from "../src/inventory/index.ts";
import { connectMongo, type Mongo, newId } from "../src/mongo/index.ts";
import { createOrderStock } from "../src/orders/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { NO_FENCE, THROUGH } from "./harness/no-fence.ts";

const SKU = "ONCE-1";
const mug = buildProduct("once-mug", [SKU]);
const holders = [{ kind: "owner", key: "user:marta" }] as const;
const request = { skus: [SKU], orderIds: [], intentIds: [], holders };

let database: TestDatabase;
let engine: StockEngine;
let mongo: Mongo;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  engine = await stockEngine(database);
  await engine.stockUp(mug, { [SKU]: 5 });
  mongo = await connectMongo({ url: database.url });
  return () => mongo.close();
});

const row = async () => (await engine.store.listRows({ sku: SKU, limit: 1 })).items[0];
const holds = async () => (await engine.orders.list({ limit: 10 })).items.length;

/** Holds pieces for a new order. */
const take = (quantity: number, fence: WriteFence = NO_FENCE) =>
  createOrderStock(mongo, fence).commitGroup(request, ({ rows, now }: GroupState<Order>) => {
    const order = buildOrder(mug, quantity, { id: newId(), now });
    const draft = openDraft(rows, now);
    const cause = { actor: actorRef(SYSTEM_ACTOR), reason: null, note: null, orderId: order.id };
    reserve(draft, order.lines, { ...cause, causeKey: `test:${order.id}` });
    const { movements } = draft;
    return { changes: netChanges(draft), movements, orderInserts: [order], orderUpdates: [], remember: [] };
  });

const late: WriteFence = {
  ...NO_FENCE,
  around: async (commit) => (await commit({ ...THROUGH, commitBy: new Date(0) })).result,
};

describe("a server that takes the writes of one collection at a time, as MongoDB 7 does", () => {
  const failPoint = (mode: string) =>
    mongo.client.db("admin").command({
      configureFailPoint: "failCommand",
      mode,
      ...(mode !== "off" && { data: { failCommands: ["bulkWrite"], errorCode: 59 } }),
    });
  beforeEach(async () => {
    await failPoint("alwaysOn");
    return () => failPoint("off");
  });

  test("is found out by the first try, and gets the same writes", async () => {
    expect(mongo.writesAtOnce.supported()).toBe(true);
    await take(2);
    expect(mongo.writesAtOnce.supported()).toBe(false);
    expect(await row()).toMatchObject({ reserved: 2, available: 3, version: 2 });
    expect(await holds()).toBe(1);
    expect(await database.mongo.db.collection("hold_guards").countDocuments()).toBe(1);
  });

  test("has the same guards: what is late is refused, and nothing of it is left", async () => {
    await take(2);
    await expect(take(1, late)).rejects.toBeInstanceOf(DeadlinePassedError);
    expect(await row()).toMatchObject({ reserved: 2, version: 2 });
    expect(await holds()).toBe(1);
  });
});

test("a write that takes longer than it may is undone and done again", async () => {
  await mongo.client.db("admin").command({
    configureFailPoint: "failCommand",
    mode: { times: 1 },
    data: { failCommands: ["bulkWrite"], errorCode: 50 },
  });
  await take(2);
  expect(await row()).toMatchObject({ reserved: 2, available: 3, version: 2 });
});
