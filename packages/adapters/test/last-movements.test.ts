import { buildProduct } from "@scarlet/testing/builders";
import type { StockEngine } from "@scarlet/testing/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../src/mongo/index.ts";
import { createOrderStock } from "../src/orders/index.ts";
import { openTestDatabase, stockEngine, type TestDatabase } from "./harness/database.ts";
import { watchCommands } from "./harness/explain.ts";
import { NO_FENCE } from "./harness/no-fence.ts";

let database: TestDatabase;
let engine: StockEngine;
let mongo: Mongo;
beforeAll(async () => {
  database = await openTestDatabase();
  engine = await stockEngine(database);
  await engine.stockUp(buildProduct("moved-mug", ["MOVED-1", "MOVED-2"]), { "MOVED-1": 5, "MOVED-2": 3 });
  mongo = await connectMongo({ url: `${database.url}&monitorCommands=true` });
});
afterAll(async () => {
  await mongo.close();
  await database.close();
});

test("the list of stock reads a row's last movement once, and another one when the row has moved", async () => {
  const store = createOrderStock(mongo, NO_FENCE);
  const commandsOf = watchCommands(mongo, "stock_movements");
  const look = () => commandsOf(async () => (await store.listRows({ limit: 10 })).items);
  const first = await look();
  expect(first.commands).toHaveLength(1);
  const again = await look();
  expect(again).toEqual({ answer: first.answer, commands: [] });
  await mongo.db.collection("stock").updateOne({ sku: "MOVED-1" }, { $set: { onHand: 4, version: 9 } });
  const [before] = await mongo.db.collection("stock_movements").find({ sku: "MOVED-1" }).toArray();
  const { _id, ...movement } = before ?? {};
  await mongo.db
    .collection("stock_movements")
    .insertOne({ ...movement, version: 9, causeKey: "test:moved", note: "counted" });
  const moved = await look();
  expect(moved.commands).toHaveLength(1);
  expect(
    moved.answer.map(({ sku, lastMovement }) => [sku, lastMovement?.version, lastMovement?.note]),
  ).toEqual([
    ["MOVED-1", 9, "counted"],
    ["MOVED-2", first.answer[1]?.lastMovement?.version, first.answer[1]?.lastMovement?.note],
  ]);
});
