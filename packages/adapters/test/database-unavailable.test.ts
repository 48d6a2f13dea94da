import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { connectMongo, type Mongo, newId, startBudget } from "../src/mongo/index.ts";
import { openTestDatabase, type TestDatabase } from "./harness/database.ts";
import { type CuttingProxy, startCuttingProxy } from "./harness/disconnecting-proxy.ts";

/** Longer than a call waits for the database, so that what the driver does by itself does not help. */
const AWAY_MS = 500;
const SELECTION_MS = 120;

let database: TestDatabase;
let proxy: CuttingProxy;
let mongo: Mongo;
const productId = newId();
beforeAll(async () => {
  database = await openTestDatabase();
  const direct = new URL(database.url);
  proxy = await startCuttingProxy(Number(direct.port));
  direct.port = String(proxy.port);
  direct.search = "directConnection=true&heartbeatFrequencyMS=500";
  mongo = await connectMongo({ url: direct.href, selectionMs: SELECTION_MS });
});
afterAll(async () => {
  await mongo.close();
  await proxy.close();
  await database.close();
});

let runs = 0;
beforeEach(async () => {
  runs = 0;
  await database.clear();
  await database.mongo.prisma.orm.product_stock.create({ _id: productId, version: 1 });
});

const raise = (options: Parameters<Mongo["inTransaction"]>[1] = {}) =>
  mongo.inTransaction(async () => {
    runs += 1;
    await mongo.prisma.orm.product_stock.where({ _id: productId }).update((row) => [row.version.inc(1)]);
  }, options);
const version = async () =>
  (await database.mongo.prisma.orm.product_stock.where({ _id: productId }).first())?.version;

describe("a transaction whose database goes away for a while", () => {
  test("after the commit was written is committed once, and its work is not repeated", async () => {
    proxy.cutAt({ command: "commitTransaction", when: "answered", unavailableMs: AWAY_MS });
    await raise();
    expect({ runs, version: await version() }).toEqual({ runs: 1, version: 2 });
  });

  test("before the commit was heard takes effect once", async () => {
    proxy.cutAt({ command: "commitTransaction", when: "asked", unavailableMs: AWAY_MS });
    await raise();
    expect(await version()).toBe(2);
  });

  test.each(["asked", "answered"] as const)(
    "inside it, when a write was %s, takes effect once",
    async (when) => {
      proxy.cutAt({ command: "findAndModify", when, unavailableMs: AWAY_MS });
      await raise();
      expect(runs).toBeGreaterThan(1);
      expect(await version()).toBe(2);
    },
  );

  test("inside many writes at once takes effect once", async () => {
    const again = { updateOne: { filter: { version: { $gt: 0 } }, update: { $inc: { version: 1 } } } };
    proxy.cutAt({ command: "update", when: "asked", unavailableMs: AWAY_MS });
    await mongo.inTransaction(async () => {
      await mongo.db.collection("product_stock").bulkWrite([again, again]);
    });
    expect(await version()).toBe(3);
  });

  test("for longer than a commit is asked for tells that nobody knows, and is not done twice", async () => {
    proxy.cutAt({ command: "commitTransaction", when: "answered", unavailableMs: 2_000 });
    await expect(raise({ commitMs: 200 })).rejects.toMatchObject({ code: "service.outcome_unknown" });
    expect({ runs, version: await version() }).toEqual({ runs: 1, version: 2 });
    proxy.comeBack();
  });
});

describe("a database that stays away", () => {
  beforeEach(async () => {
    await vi.waitFor(() => mongo.ping(), { timeout: 5_000 });
    proxy.goAway();
    return () => proxy.comeBack();
  });

  test("lets a transaction end with nothing done", async () => {
    const budget = startBudget({ unavailableMs: 200 });
    await expect(raise({ budget })).rejects.toMatchObject({ code: "service.unavailable" });
    expect(await version()).toBe(1);
  });

  test("is a refusal to whoever reads, by Prisma and by the driver, and no fault", async () => {
    const stock = mongo.prisma.orm.product_stock;
    const reads = [
      () => stock.where({ _id: productId }).first(),
      () => stock.all(),
      () => mongo.db.collection("product_stock").findOne(),
      () => mongo.db.collection("product_stock").find().sort({ _id: 1 }).limit(1).toArray(),
      () => mongo.db.collection("product_stock").find().next(),
      () =>
        mongo.db
          .collection("product_stock")
          .aggregate([{ $count: "all" }])
          .toArray(),
      () => mongo.db.collection("product_stock").countDocuments(),
      async () => {
        for await (const _ of mongo.db.collection("product_stock").find()) return;
      },
    ];
    for (const read of reads)
      await expect(read(), String(read)).rejects.toMatchObject({ code: "service.unavailable" });
  });

  test("tells whoever writes that the outcome is not known", async () => {
    const writes = [
      () => mongo.prisma.orm.product_stock.create({ _id: newId(), version: 1 }),
      () => mongo.prisma.orm.product_stock.where({ _id: productId }).update({ version: 5 }),
      () => mongo.db.collection("product_stock").updateMany({}, { $set: { version: 5 } }),
      () => mongo.db.collection("product_stock").bulkWrite([{ insertOne: { document: { version: 1 } } }]),
    ];
    for (const write of writes)
      await expect(write(), String(write)).rejects.toMatchObject({ code: "service.outcome_unknown" });
  });
});
