import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Db, MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundledApi } from "./bundled-programs.ts";
import { type Child, freePort, startChild, until } from "./child-process.ts";
import { prepare, SETTINGS, startMongo } from "./database-and-redis.ts";

let folder: string;
let database: { mongo: Child; port: number };
let client: MongoClient;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "scarlet-prepare-"));
  database = await startMongo(folder);
  client = await new MongoClient(urlOf("")).connect();
}, 60_000);

afterAll(async () => {
  await client.close();
  await database.mongo.stop();
  await rm(folder, { recursive: true, force: true });
});

const urlOf = (name: string) => `mongodb://127.0.0.1:${database.port}/${name}?replicaSet=rs0`;

async function collectionsOf(db: Db): Promise<readonly string[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  return found.map(({ name }) => name);
}

/** The last words of an API that is not expected to open. Raises when it opens. */
async function startRefused(databaseUrl: string): Promise<string> {
  const program = await bundledApi();
  const [port, operatorPort] = [await freePort(), await freePort()];
  const ports = { API_PORT: String(port), OPERATOR_PORT: String(operatorPort) };
  const api = startChild(process.execPath, program.args, {
    ...SETTINGS,
    ...program.env,
    ...ports,
    DATABASE_URL: databaseUrl,
  });
  const isOpen = async () => (await fetch(`http://127.0.0.1:${operatorPort}/readyz`)).ok;
  const opened = until(isOpen, api).then(
    () => "it opened",
    () => api.exited,
  );
  expect(await opened).toBe(1);
  return api.output().trim();
}

test("two processes that prepare an empty server by a URL without a database fill the shop's one, once", async () => {
  await Promise.all([prepare(urlOf("")), prepare(urlOf(""))]);
  expect(await collectionsOf(client.db("test"))).toEqual([]);
  const shop = client.db("scarlet");
  const stock = await shop.collection("stock").indexes();
  expect(stock.filter(({ unique }) => unique).map(({ key }) => key)).toContainEqual({ sku: 1 });
  const skus = await shop.collection("stock").distinct("sku");
  expect(skus.length).toBeGreaterThan(0);
  expect(await shop.collection("stock").countDocuments()).toBe(skus.length);
  expect(await shop.collection("user").countDocuments()).toBe(3);
}, 120_000);

test("an API does not open on a database without the indexes that keep orders and stock unique", async () => {
  expect(await startRefused(urlOf("elsewhere"))).toMatch(
    /^The database elsewhere at mongodb:\S+ lacks the index \w+ \([\w, ]+\) and \d+ more: run \S+prepare\.ts on it first\.$/,
  );
  const shop = client.db("scarlet");
  await shop.collection("orders").dropIndex("number_1");
  expect(await startRefused(urlOf(""))).toContain("lacks the index orders (number): run");
}, 60_000);
