import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../src/mongo/index.ts";
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

/** Lets the next so many of these commands fail as `how` tells; a real MongoDB needs its test commands enabled. */
const failNext = (command: string, times: number, how: object) =>
  database.mongo.client.db("admin").command({
    configureFailPoint: "failCommand",
    mode: { times },
    data: { failCommands: [command], ...how },
  });

let runs = 0;
const raise = () =>
  database.mongo.inTransaction(async () => {
    runs += 1;
    await database.mongo.prisma.orm.product_stock
      .where({ _id: productId })
      .update((row) => [row.version.inc(1)]);
  });
const version = async () =>
  (await database.mongo.prisma.orm.product_stock.where({ _id: productId }).first())?.version;

describe("a transaction whose answers get lost", () => {
  beforeEach(() => {
    runs = 0;
  });

  test("is committed once when the answer to its commit is lost, again and again", async () => {
    // The driver asks a second time by itself; the third is ours.
    await failNext("commitTransaction", 3, { closeConnection: true });
    await raise();
    expect({ runs, version: await version() }).toEqual({ runs: 1, version: 2 });
  });

  test("is run again when the connection breaks inside it, and takes effect once", async () => {
    await failNext("findAndModify", 1, { closeConnection: true });
    await raise();
    expect({ runs, version: await version() }).toEqual({ runs: 2, version: 2 });
  });

  test("is run again when the commit meets a conflict", async () => {
    await failNext("commitTransaction", 1, { errorCode: 112, errorLabels: ["TransientTransactionError"] });
    await raise();
    expect({ runs, version: await version() }).toEqual({ runs: 2, version: 2 });
  });

  test("tells the error when the database refuses for good", async () => {
    await failNext("findAndModify", 1, { errorCode: 13 });
    await expect(raise()).rejects.toMatchObject({ code: 13 });
    expect({ runs, version: await version() }).toEqual({ runs: 1, version: 1 });
  });

  test("is run again when a statement took longer than it was given", async () => {
    await failNext("findAndModify", 1, { errorCode: 50 });
    await raise();
    expect({ runs, version: await version() }).toEqual({ runs: 2, version: 2 });
  });
});
