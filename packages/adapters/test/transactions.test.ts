import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { all, Field, type Mongo, newId, StaleReadError, startBudget } from "../src/mongo/index.ts";
import { openTestDatabase, type TestDatabase } from "./harness/database.ts";

let database: TestDatabase;
let mongo: Mongo;
const productId = newId();
beforeAll(async () => {
  database = await openTestDatabase();
  mongo = database.mongo;
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  await mongo.prisma.orm.product_stock.create({ _id: productId, version: 1 });
});

const version = async (from: Mongo = mongo) =>
  (await from.prisma.orm.product_stock.where({ _id: productId }).first())?.version;
const raise = (from: Mongo = mongo) =>
  from.prisma.orm.product_stock.where({ _id: productId }).update((row) => [row.version.inc(1)]);
const charge = (key: string) =>
  mongo.prisma.orm.test_charges.create({
    _id: newId(),
    key,
    orderId: newId(),
    amountMinor: 1n,
    currency: "EUR",
    reference: key,
    cardLast4: "4242",
    refunds: [],
    at: new Date(),
  });

describe("a transaction that Prisma's calls join", () => {
  test("rolls every one of them back when it fails: update, create, many, delete, raw and driver", async () => {
    await charge("before");
    const failing = mongo.inTransaction(async () => {
      await raise();
      await charge("inside");
      await mongo.prisma.orm.product_stock.createAndCount([{ _id: newId(), version: 7 }]);
      await mongo.prisma.orm.product_stock.where(all(Field.gt("version", 1))).updateAndCount({ version: 9 });
      await mongo.prisma.orm.test_charges.where({ key: "before" }).delete();
      await mongo.db.collection("product_stock").insertOne({ version: 8 });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await version()).toBe(1);
    expect(await mongo.prisma.orm.product_stock.all()).toHaveLength(1);
    expect((await mongo.prisma.orm.test_charges.all()).map(({ key }) => key)).toEqual(["before"]);
  });

  test("shows its writes to itself by every way of reading, and to nobody else before the commit", async () => {
    await mongo.inTransaction(async () => {
      await raise();
      expect(await version()).toBe(2);
      const runtime = await mongo.prisma.runtime();
      const raw = mongo.prisma.raw
        .collection("product_stock")
        .aggregate<{ version: number }>([{ $limit: 5 }]);
      expect((await runtime.query(raw.build()))[0]?.version).toBe(2);
      expect((await mongo.db.collection("product_stock").findOne())?.version).toBe(2);
      expect(await mongo.db.collection("product_stock").find().toArray()).toMatchObject([{ version: 2 }]);
      expect(await version(database.other)).toBe(1);
    });
    expect(await version(database.other)).toBe(2);
  });

  test("keeps calls made at once one after another", async () => {
    await mongo.inTransaction(async () => {
      await Promise.all([raise(), raise(), version(), raise()]);
    });
    expect(await version()).toBe(4);
  });

  test("is one transaction also when a call inside asks for one", async () => {
    const failing = mongo.inTransaction(async () => {
      await mongo.inTransaction(async () => {
        await raise();
      });
      throw new Error("outer");
    });
    await expect(failing).rejects.toThrow("outer");
    expect(await version()).toBe(1);
  });

  test("does not leak into calls of others that run meanwhile", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const failing = mongo.inTransaction(async () => {
      await raise();
      resolve();
      await outside;
      throw new Error("no");
    });
    const outside = promise.then(() => charge("outside"));
    await expect(failing).rejects.toThrow("no");
    expect(await mongo.prisma.orm.test_charges.all()).toHaveLength(1);
  });
});

describe("conflicts", () => {
  test("of two transactions on one document one is repeated, so no change is lost", async () => {
    let runs = 0;
    const add = (from: Mongo) =>
      from.inTransaction(async () => {
        runs += 1;
        const seen = (await version(from)) ?? 0;
        await from.prisma.orm.product_stock.where({ _id: productId }).update({ version: seen + 1 });
      });
    await Promise.all([add(mongo), add(database.other), add(mongo), add(database.other)]);
    expect(await version()).toBe(5);
    expect(runs).toBeGreaterThan(4);
  });

  test("that do not end are told as being too busy, after the time that was given", async () => {
    let runs = 0;
    const never = mongo.inTransaction(
      async () => {
        runs += 1;
        await raise();
        throw new StaleReadError("always");
      },
      { budget: startBudget({ conflictMs: 2_000 }) },
    );
    await expect(never).rejects.toMatchObject({ code: "service.unavailable" });
    expect(runs).toBeGreaterThan(1);
    expect(await version()).toBe(1);
  });

  test("errors of others are not repeated, unless told so", async () => {
    let runs = 0;
    const work = async () => {
      runs += 1;
      throw new TypeError("a bug");
    };
    await expect(mongo.inTransaction(work)).rejects.toThrow("a bug");
    expect(runs).toBe(1);
    const twice = mongo.inTransaction(work, { alsoRetry: () => runs < 3 });
    await expect(twice).rejects.toThrow("a bug");
    expect(runs).toBe(3);
  });
});
