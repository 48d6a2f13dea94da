import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aggregate, newId } from "../src/mongo/index.ts";
import { openTestDatabase, type TestDatabase } from "./harness/database.ts";

let database: TestDatabase;
const productId = newId();
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  await database.mongo.prisma.orm.product_stock.create({ _id: productId, version: 1 });
});

const raise = () =>
  database.other.prisma.orm.product_stock.where({ _id: productId }).update((row) => [row.version.inc(1)]);
const version = async () =>
  (await database.mongo.prisma.orm.product_stock.where({ _id: productId }).first())?.version;
const sum = async () => {
  const pipeline = [{ $group: { _id: null, versions: { $sum: "$version" } } }];
  return (await aggregate<{ versions: number }>(database.mongo, "product_stock", pipeline))[0]?.versions;
};

describe("reads at one moment", () => {
  test("do not see what is written after the first of them, whatever way they go", async () => {
    const seen = await database.mongo.atOneMoment(async () => {
      const first = await version();
      await raise();
      await database.other.prisma.orm.product_stock.create({ _id: newId(), version: 7 });
      const driver = await database.mongo.db.collection("product_stock").find().toArray();
      return [first, await version(), await sum(), driver.length];
    });
    expect(seen).toEqual([1, 1, 1, 1]);
    expect([await version(), await sum()]).toEqual([2, 9]);
  });

  test("outlast the longest transaction that the server allows, and are in nobody's way", async () => {
    const admin = database.mongo.client.db("admin");
    const { was } = await admin.command({ setParameter: 1, transactionLifetimeLimitSeconds: 1 });
    try {
      const seen = await database.mongo.atOneMoment(async () => {
        const first = await version();
        await raise();
        await sleep(2_600);
        return [first, await version()];
      });
      expect(seen).toEqual([1, 1]);
    } finally {
      await admin.command({ setParameter: 1, transactionLifetimeLimitSeconds: was });
    }
  });

  test("are read again, all of them, when the connection breaks between them", async () => {
    let runs = 0;
    const seen = await database.mongo.atOneMoment(async () => {
      runs += 1;
      const first = await version();
      if (runs === 1) {
        await raise();
        await database.mongo.client.db("admin").command({
          configureFailPoint: "failCommand",
          mode: { times: 2 },
          data: { failCommands: ["find", "aggregate"], closeConnection: true },
        });
      }
      return [first, await version()];
    });
    expect({ runs, seen }).toEqual({ runs: 2, seen: [2, 2] });
  });
});
