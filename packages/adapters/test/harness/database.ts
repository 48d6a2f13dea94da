import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StockEngine } from "@scarlet/testing/contract";
import { oncePerRun } from "@scarlet/testing/run";
import { putCategories } from "../../src/catalog/index.ts";
import { addProducts, createStockReader } from "../../src/inventory/index.ts";
import { connectMongo, type Mongo, migrate, newId } from "../../src/mongo/index.ts";
import { createIdempotencyStore, createOrderStock, createOrderStore } from "../../src/orders/index.ts";
import { type Server, startServer } from "./adapter-process.ts";
import { NO_FENCE } from "./no-fence.ts";

/** A database of its own for one test file, migrated, with two connections as two processes would have. */
export type TestDatabase = {
  readonly url: string;
  readonly mongo: Mongo;
  readonly other: Mongo;
  /** Takes every document away. */
  readonly clear: () => Promise<void>;
  close(): Promise<void>;
};

export const CATEGORIES = [
  { slug: "ceramics", name: "Ceramics", line: "Mugs and bowls." },
  { slug: "lamps", name: "Lamps", line: "Light." },
];

/** The embedded server; a real MongoDB in its place when `TEST_DATABASE_URL` names one. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), "scarlet-adapters-"));
  const real = process.env.TEST_DATABASE_URL;
  const server = real ? undefined : await openMigrated(folder);
  const url = server === undefined ? urlOnReal(real ?? "") : urlOf(server);
  if (server === undefined) await migrate({ url });
  const [mongo, other] = [await connectMongo({ url }), await connectMongo({ url })];
  const clear = async () => {
    const collections = await mongo.db.listCollections({}, { nameOnly: true }).toArray();
    const ours = collections.filter(({ name }) => !/^(_|stock_cache_)/.test(name));
    await Promise.all(ours.map(({ name }) => mongo.db.collection(name).deleteMany({})));
  };
  return {
    url,
    mongo,
    other,
    clear,
    async close() {
      if (server === undefined) await mongo.db.dropDatabase();
      await Promise.all([mongo.close(), other.close()]);
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The embedded server on a copy of a database that was migrated once in the run: to migrate costs more than its start. */
async function openMigrated(folder: string): Promise<Server> {
  await cp(await oncePerRun("migrated", migrateIn), folder, { recursive: true });
  return startMongo(folder);
}

async function migrateIn(folder: string): Promise<void> {
  const server = await startMongo(folder);
  await migrate({ url: urlOf(server) });
  await server.stop();
}

function startMongo(folder: string): Promise<Server> {
  const program = "packages/embedded-mongo/src/main.ts";
  const argsOn = (port: number) => [program, "--port", String(port), "--data", folder, "--test-commands"];
  return startServer(process.execPath, argsOn);
}

const urlOf = ({ port }: Server): string => `mongodb://127.0.0.1:${port}/scarlet_test_copied?replicaSet=rs0`;

/** Not by `URL`: it knows no strings of several hosts, as those of a replica set are. */
function urlOnReal(server: string): string {
  return server.replace(/^(mongodb:\/\/[^/?]+)\/?[^?]*/, `$1/scarlet_test_${newId()}`);
}

/** The stores over a test database, emptied, with the shelves. */
export async function stockEngine({ mongo, other, clear }: TestDatabase): Promise<StockEngine> {
  await clear();
  await putCategories(mongo, CATEGORIES);
  return {
    store: createOrderStock(mongo, NO_FENCE),
    other: createOrderStock(other, NO_FENCE),
    reader: createStockReader(mongo),
    orders: createOrderStore(mongo),
    idempotency: createIdempotencyStore(mongo),
    now: () => mongo.clock.now(),
    newId,
    stockUp: async (product, onHand) =>
      void (await addProducts({ mongo, fence: NO_FENCE }, [{ product, onHand }])),
  };
}
