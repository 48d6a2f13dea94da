import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StockCache } from "@scarlet/adapters/cache";
import { LISTS_ID, type WriteFence } from "@scarlet/adapters/inventory";
import { connectMongo, type Mongo, migrate } from "@scarlet/adapters/mongo";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seedMany, seedWhenEmpty } from "../src/jobs/seed.ts";
import { openStock } from "../src/open-stock.ts";
import { type Child, freePort, startChild, until } from "./processes/child-process.ts";

const log = { info: () => {}, warn: () => {}, error: () => {} };
let folder: string;
let server: Child;
let mongo: Mongo;
let one: Opened;
let two: Opened;

type Opened = { readonly mongo: Mongo; readonly cache: StockCache; readonly fence: WriteFence };

/** A process of the shop, without Redis. */
async function openProcess(url: string): Promise<Opened> {
  const connected = await connectMongo({ url });
  const { cache } = await openStock({ mongo: connected, redis: null, log });
  return { mongo: connected, cache, fence: cache.fence };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "scarlet-seed-"));
  const port = await freePort();
  const program = "packages/embedded-mongo/src/main.ts";
  server = startChild(process.execPath, [program, "--port", String(port), "--data", folder]);
  const url = `mongodb://127.0.0.1:${port}/scarlet?replicaSet=rs0`;
  await until(async () => (await migrate({ url })) >= 0, server);
  [one, two] = [await openProcess(url), await openProcess(url)];
  mongo = one.mongo;
});
afterAll(async () => {
  for (const each of [one, two]) {
    await each.cache.close();
    await each.mongo.close();
  }
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  const collections = ["products", "stock", "stock_movements", "product_stock", "categories"];
  await Promise.all(collections.map((name) => mongo.db.collection(name).deleteMany({})));
});

/** What must hold after any seeding: nothing without its stock, every piece explained by one receive. */
async function books() {
  const { orm } = mongo.prisma;
  const [products, rows, movements, versions, shelves] = await Promise.all([
    orm.products.all(),
    orm.stock.all(),
    orm.stock_movements.all(),
    orm.product_stock.all(),
    orm.categories.all(),
  ]);
  const skus = products.flatMap(({ skuCodes }) => skuCodes).sort();
  expect(rows.map(({ sku }) => sku).sort()).toEqual(skus);
  const [lists, ...ofProducts] = versions.map(({ _id }) => _id).sort();
  expect(lists).toBe(LISTS_ID);
  expect(ofProducts).toEqual(products.map(({ _id }) => _id).sort());
  const pieces = new Map(rows.map((row) => [row.sku, row]));
  for (const { sku, kind, actor, version, delta, before, after } of movements) {
    expect({ kind, version, before, who: actor.kind }).toEqual({
      kind: "receive",
      version: 1,
      before: { onHand: 0, reserved: 0 },
      who: "system",
    });
    expect(pieces.get(sku)).toMatchObject({ ...after, version: 1, available: delta.onHand });
  }
  expect(movements).toHaveLength(skus.length);
  expect(shelves.reduce((sum, { productCount }) => sum + productCount, 0)).toBe(products.length);
  return {
    products: products.length,
    skus: skus.length,
    empty: rows.filter(({ onHand }) => onHand === 0).length,
  };
}

describe("seeding", () => {
  test("puts the catalog into an empty shop, once, also when two processes begin at the same instant", async () => {
    const opened = await Promise.all([
      seedWhenEmpty({ ...one, log }),
      seedWhenEmpty({ ...two, log }),
      seedWhenEmpty({ ...one, log }),
    ]);
    expect(opened.toSorted((a, b) => a - b)).toEqual([0, 0, 48]);
    const { products, skus, empty } = await books();
    expect({ products, skus }).toEqual({ products: 48, skus: 172 });
    expect(empty).toBeGreaterThan(0);
    expect(await seedWhenEmpty({ ...one, log })).toBe(0);
  });

  test("of many products takes a busy database in smaller pieces", async () => {
    let refused = 0;
    const busy: WriteFence = {
      ...one.fence,
      around: (commit) => {
        if (refused === 2) return one.fence.around(commit);
        refused += 1;
        return Promise.reject(temporarilyUnavailable(1));
      },
    };
    expect(await seedMany({ mongo, fence: busy, products: 150, onProgress: () => {} })).toBe(150);
    expect(refused).toBe(2);
    expect((await books()).products).toBe(150);
  });

  test("of many products goes on where it was cut off", async () => {
    const cutOff = seedMany({
      ...one,
      products: 500,
      onProgress: (there) => {
        if (there === 400) throw new Error("cut off");
      },
    });
    await expect(cutOff).rejects.toThrow("cut off");
    expect((await books()).products).toBe(400);
    const told: number[] = [];
    expect(await seedMany({ ...one, products: 500, onProgress: (there) => told.push(there) })).toBe(100);
    expect(told).toEqual([100, 200, 300, 400, 500]);
    expect((await books()).products).toBe(500);
  });
});
