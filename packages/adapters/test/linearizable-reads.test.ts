import { buildOrder, buildProduct } from "@scarlet/testing/builders";
import type { CommandStartedEvent } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Mongo, newId } from "../src/mongo/index.ts";
import { createOrderStock } from "../src/orders/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { NO_FENCE } from "./harness/no-fence.ts";

/** A single member is always its own majority, so what is asked is looked at, and not what would be answered. */
let database: TestDatabase;
let mongo: Mongo;
let reads: { readonly collection: string; readonly level: unknown }[];
beforeAll(async () => {
  database = await openTestDatabase();
  mongo = await connectMongo({ url: `${database.url}&monitorCommands=true` });
  mongo.client.on("commandStarted", ({ commandName, command }: CommandStartedEvent) => {
    const collection: unknown = command[commandName];
    if (typeof collection === "string") reads.push({ collection, level: command.readConcern?.level });
  });
});
afterAll(async () => {
  await mongo.close();
  await database.close();
});

test("an empty shelf is told by reading alone only after the present primary was asked", async () => {
  const mug = buildProduct("empty-mug", ["EMPTY-1"]);
  const engine = await stockEngine(database);
  await engine.stockUp(mug, { "EMPTY-1": 0 });
  const order = buildOrder(mug, 1, { id: newId(), now: new Date() });
  const plan = { changes: [], movements: [], orderInserts: [], orderUpdates: [], remember: [] };
  reads = [];
  await createOrderStock(mongo, NO_FENCE).commitGroup(
    { skus: order.lines.map(({ sku }) => sku), orderIds: [], intentIds: [] },
    () => plan,
  );
  const asked = reads.findIndex(({ level }) => level === "linearizable");
  const looked = reads.findIndex(({ collection }) => collection === "orders");
  expect(asked).toBeGreaterThanOrEqual(0);
  expect(asked).toBeLessThan(looked);
});
