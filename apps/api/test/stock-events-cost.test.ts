import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { openShopRedis } from "@scarlet/adapters/cache";
import { connectMongo, type Mongo } from "@scarlet/adapters/mongo";
import { monitorRedis, type RedisLink, type RedisMonitor } from "@scarlet/adapters/redis";
import type { Product } from "@scarlet/domain/catalog";
import { createOrderLane } from "@scarlet/services/orders";
import { buildProduct } from "@scarlet/testing/builders";
import { createMemoryLog } from "@scarlet/testing/memory";
import { Hono } from "hono";
import type { CommandStartedEvent } from "mongodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ApiHonoEnv, Exchange } from "../src/http/exchange.ts";
import { mountStockEvents, type StockEventsParts } from "../src/http/stock-events.ts";
import { createStockListeners, type StockListeners } from "../src/http/stock-listeners.ts";
import { type OpenStock, openStock } from "../src/open-stock.ts";
import { type Child, freePort, startChild } from "./processes/child-process.ts";
import { hold, openStockFixture, type StockFixture } from "./processes/stock-fixture.ts";

// What a sale asks of Redis and of the database, command by command, while few and many listen to the stream of events.
// What a process asks in the background (the control document, its lineage) is left out.

const SALE_COLLECTIONS = ["stock", "product_stock", "products", "orders", "stock_movements", "counters"];
/** A machine that pauses makes the lane ask again, which is right and no cost to count. */
const COUNTED_AGAIN = { retry: 2, timeout: 90_000 };

let world: StockFixture;
let redisServer: Child;
let redis: RedisLink;
let mongo: Mongo;
let stock: OpenStock;
let server: Server;
let listeners: StockListeners;
let product: Product;
let sockets: Socket[] = [];
let sent: { redis: string[]; database: string[] } = { redis: [], database: [] };
let monitor: RedisMonitor;

beforeAll(async () => {
  world = await openStockFixture();
  product = buildProduct("mug", ["MUG-1"]);
  await world.stockUp(product, { "MUG-1": 1_000 });
  const redisPort = await freePort();
  redisServer = startChild("redis-server", ["--port", String(redisPort), "--save", ""]);
  mongo = await connectMongo({ url: `${world.url}&monitorCommands=true` });
  const log = createMemoryLog();
  const shopRedis = await openShopRedis({ mongo, url: `redis://127.0.0.1:${redisPort}`, log });
  if (shopRedis.link === null) throw new Error("there is no Redis");
  redis = shopRedis.link;
  stock = await openStock({ mongo, redis: shopRedis, log });
  await vi.waitFor(() => expect(stock.cache.standing()).toBe("on"), 60_000);
  await count();
  listeners = createStockListeners({
    ...stockParts(),
    streamsPerAddress: 1_000,
  });
  server = createServer(getRequestListener(serverApp().fetch)).listen(0, "127.0.0.1");
  await once(server, "listening");
}, 180_000);

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  server.close();
  monitor.close();
  stock.events.close();
  await stock.cache.close();
  await redis.close();
  await mongo.close();
  await Promise.all([world.close(), redisServer.stop()]);
});

/** The collections that a command is about: `bulkWrite` writes to several. */
function collectionsOf(commandName: string, command: CommandStartedEvent["command"]): string[] {
  if (commandName !== "bulkWrite") return [String(command[commandName])];
  const namespaces = command.nsInfo as readonly { readonly ns: string }[];
  return namespaces.map(({ ns }) => ns.slice(ns.indexOf(".") + 1));
}

/** Writes down what is sent to both stores from now on. */
async function count(): Promise<void> {
  mongo.client.on("commandStarted", ({ commandName, command }: CommandStartedEvent) => {
    for (const collection of collectionsOf(commandName, command))
      if (SALE_COLLECTIONS.includes(collection)) sent.database.push(`${commandName} ${collection}`);
  });
  monitor = await monitorRedis(redis.client, (_timeS, args) => {
    if (args.some((arg) => arg.includes(product.id))) sent.redis.push(String(args[0]).toLowerCase());
  });
}

/** Nobody here listens to the storeroom's movements. */
const stockParts = () => ({
  stockEvents: stock.events,
  services: { stockReader: stock.reader },
  readMovements: () => Promise.resolve([]),
});

/** The stream alone, without the limits and the visitors of a whole server. */
function serverApp(): Hono<ApiHonoEnv> {
  const app = new Hono<ApiHonoEnv>();
  const exchange = {
    requestId: "a",
    notes: {},
    visitor: { setCookies: [] },
    callerAddress: "here",
    https: false,
  };
  app.use(async (c, next) => {
    c.set("exchange", exchange as unknown as Exchange);
    await next();
  });
  mountStockEvents(app, {
    ...stockParts(),
    // Only staff are asked who they are.
    visitors: {} as StockEventsParts["visitors"],
    listeners,
  });
  return app;
}

/** Listens to the product as a page that shows it does. `heard`: what it was told. */
async function listen(): Promise<{ heard: () => string }> {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let heard = "";
  socket.on("data", (chunk) => (heard += String(chunk)));
  await once(socket, "connect");
  socket.write(`GET /api/stock/events?products=${product.id}:100000 HTTP/1.1\r\nhost: shop.test\r\n\r\n`);
  await expect.poll(() => heard, { timeout: 20_000 }).toContain("\n\n");
  return { heard: () => heard };
}

/** The commands of a sale while so many listen and are told of it, in the order of the alphabet. */
async function costOfSale(size: number): Promise<{ redis: string[]; database: string[] }> {
  const all = await Promise.all(Array.from({ length: size }, listen));
  const lane = createOrderLane({ store: stock.store, log: createMemoryLog() });
  // The first sale of a lane, and the first listener, ask for more.
  await hold(lane, { product, quantity: 1, mongo });
  const told = () => all.map(({ heard }) => heard().split("event: changed").length);
  await settled();
  const before = told();
  sent = { redis: [], database: [] };
  await hold(lane, { product, quantity: 1, mongo });
  await expect.poll(told, { timeout: 20_000 }).toEqual(before.map((many) => many + 1));
  await settled();
  for (const socket of sockets) socket.destroy();
  sockets = [];
  return { redis: sent.redis.toSorted(), database: sent.database.toSorted() };
}

/** The commands of looking again for what nobody told, while so many listen. */
async function costOfLook(many: number): Promise<{ redis: string[]; database: string[] }> {
  await Promise.all(Array.from({ length: many }, listen));
  await settled();
  sent = { redis: [], database: [] };
  await listeners.lookAgain();
  await settled();
  for (const socket of sockets) socket.destroy();
  sockets = [];
  return { redis: sent.redis.toSorted(), database: sent.database.toSorted() };
}

/** Waits until nothing more is sent: what follows a commit comes after its answer. */
async function settled(): Promise<void> {
  let many = -1;
  while (many !== sent.redis.length + sent.database.length) {
    many = sent.redis.length + sent.database.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

test(
  "a sale costs the stores the same commands whether nobody, ten or two hundred listen",
  COUNTED_AGAIN,
  async () => {
    const [none, ten, many] = [await costOfSale(0), await costOfSale(10), await costOfSale(200)];
    expect(none.redis).toContain("publish");
    expect(none.database).toContain("bulkWrite orders");
    expect([ten, many]).toEqual([none, none]);
  },
);

test("looking for what nobody told costs one read, however many listen, and nothing where nobody does", async () => {
  await vi.waitFor(async () => {
    expect(await costOfLook(0)).toEqual({ redis: [], database: [] });
  }, 10_000);
  // The first read fills what the sales before have left empty.
  await costOfLook(1);
  expect(await costOfLook(1)).toEqual({ redis: ["get"], database: [] });
  expect(await costOfLook(100)).toEqual({ redis: ["get"], database: [] });
}, 60_000);
