import { Redis } from "ioredis";
import { type ShopStores, withStock } from "../../apps/api/src/open-stock.ts";
import {
  createCacheAdmin,
  identifyShop,
  keyPrefixOf,
  readHeartbeats,
} from "../../packages/adapters/src/cache/index.ts";
import { createContentRaiser, createStockReader } from "../../packages/adapters/src/inventory/index.ts";
import { connectMongo } from "../../packages/adapters/src/mongo/index.ts";
import { monitorRedis, readRedisUrl } from "../../packages/adapters/src/redis/index.ts";
import { type CacheHealth, hitRate, readCounts } from "../../packages/domain/src/cache/index.ts";
import { runCommand, StartError } from "../bootstrap/start-error.mjs";
import { askedToStop } from "../start/processes/stop-signals.ts";
import { checkDatabase } from "../start/stores/database-check.ts";
import { findStores, QUIET } from "./stores.ts";

/** The prefixes of the shop's keys, behind the prefix of each shop. */
const KEY_PREFIXES = [
  "product:stock:",
  "product:fence:",
  "product:guard:",
  "product:popular:",
  "product:content:",
  "product:list:",
  "product:slug:",
  "limit:",
  "tries:",
];
const COMMANDS = { stats, monitor, flush } as const;

/** Looks at the caches of the running shop, or of the stores that DATABASE_URL and REDIS_URL name. */
await runCommand(async () => {
  const command = process.argv[2];
  if (command !== "stats" && command !== "monitor" && command !== "flush")
    throw new StartError("Say stats, monitor or flush.");
  return COMMANDS[command](findStores());
});
// The listener for stop signals would keep this process running.
process.exit();

type Stores = ReturnType<typeof findStores>;

/** Prints hits, misses, bypasses, hit rate, invalidations, keys, memory, and the state of each process. */
async function stats({ databaseUrl, redisUrl }: Stores): Promise<number> {
  const { mongo, admin } = await openAdmin(databaseUrl);
  let shop: string;
  try {
    shop = keyPrefixOf(await identifyShop(mongo.db));
    const health = await admin.health();
    tellReads(health);
    console.log(`mode            ${health.mode}, epoch ${health.epoch}, since ${health.since.toISOString()}`);
    console.log(
      `invalidations   ${total(health.releases)} fences released, ${health.fences.length} under way`,
    );
    const { pages, probes, warming } = health;
    console.log(
      `pages           ${pages.hit} sent from what was kept, ${pages.render} made for all, ${pages.private} for one visitor`,
    );
    for (const { afterMs, total: many, stale } of probes)
      console.log(`auditor         ${many} probes ${afterMs} ms after a commit, ${stale} stale`);
    if (warming.at !== null)
      console.log(
        `warming         ${warming.filled} of ${warming.products} products filled at ${warming.at.toISOString()}`,
      );
    for (const { process: name, mode, viewAgeMs, reachesRedis } of health.processes)
      console.log(
        `process         ${name}: ${mode ?? "no view"}, read ${viewAgeMs ?? "?"} ms ago, ${reachesRedis ? "reaches Redis" : "has no Redis"}`,
      );
    if ((await readHeartbeats(mongo.db)).length === 0) console.log("process         none runs at the moment");
  } finally {
    await mongo.close();
  }
  await tellRedis(redisUrl, shop);
  return 0;
}

function tellReads({ reads }: CacheHealth): void {
  const counts = readCounts(reads);
  const rate = hitRate(counts);
  console.log(`hits            ${counts.hits}`);
  console.log(`misses          ${counts.misses}`);
  console.log(`bypasses        ${counts.bypasses}`);
  console.log(`hit rate        ${rate === null ? "no reads yet" : `${(100 * rate).toFixed(2)} %`}`);
}

/** `shop` is the prefix of this shop's keys; those of other shops in the same Redis are left out. */
async function tellRedis(redisUrl: string | undefined, shop: string): Promise<void> {
  if (redisUrl === undefined) {
    console.log("keys            the shop runs without Redis");
    return;
  }
  const redis = await openRedis(redisUrl);
  try {
    const counts = new Map(KEY_PREFIXES.map((prefix) => [prefix, 0]));
    for await (const keys of redis.scanStream({ count: 1_000 }) as AsyncIterable<string[]>)
      for (const key of keys) {
        const prefix = KEY_PREFIXES.find((each) => key.startsWith(shop + each));
        if (prefix) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
      }
    console.log(`keys            ${[...counts].map(([prefix, many]) => `${prefix}* ${many}`).join(", ")}`);
    const memory = /used_memory_human:(\S+)/.exec(await redis.info("memory"))?.[1];
    console.log(`memory          ${memory ?? "unknown"}`);
  } finally {
    redis.disconnect();
  }
}

/** Shows the commands on our keys as they come, until it is stopped. */
async function monitor({ databaseUrl, redisUrl }: Stores): Promise<number> {
  if (redisUrl === undefined) throw new StartError("The shop runs without Redis: there is nothing to watch.");
  const shop = await prefixOf(databaseUrl);
  const redis = await openRedis(redisUrl);
  const watched = await monitorRedis(redis, (timeS, args) => {
    if (!args.some((arg) => arg.startsWith(shop))) return;
    // A script's text says nothing that its keys do not.
    const shown = args.filter((_, place) => !(place === 1 && /^eval/i.test(args[0] ?? "")));
    console.log(`${new Date(Number(timeS) * 1_000).toISOString()} ${shown.join(" ").slice(0, 300)}`);
  });
  // When Redis ends there is nothing left to monitor.
  await Promise.race([askedToStop().asked, watched.ended]);
  watched.close();
  redis.disconnect();
  return 0;
}

/** Nothing that Redis or a process holds is read again: no stock, no words and no list. Safe at any time. */
async function flush({ databaseUrl, redisUrl, transactionLimitS }: Stores): Promise<number> {
  const { mongo, admin } = await openAdmin(databaseUrl);
  try {
    const wasOn = await admin.renewEpoch();
    await renewContents({ mongo, redisUrl, transactionLimitS, log: QUIET });
    console.log(
      wasOn
        ? "The stock cache is off and comes back by itself, in a new epoch; cached words and lists are given up."
        : "The stock cache was not in use; cached words and lists are given up.",
    );
  } finally {
    await mongo.close();
  }
  return 0;
}

/**
 * Processes remember words by their version and lists by their generation, so every product and all lists get numbers that
 * nobody has met. With Redis, where there is one: the cache may be on its way back by now, and then this has to be fenced
 * as any other write.
 */
async function renewContents(stores: ShopStores): Promise<void> {
  const { mongo } = stores;
  await withStock(stores, async ({ cache }) => {
    await cache.lists.raise();
    await createContentRaiser({ mongo, fence: cache.fence }).raiseAll();
  });
}

async function prefixOf(databaseUrl: string): Promise<string> {
  const { mongo } = await openAdmin(databaseUrl);
  try {
    return keyPrefixOf(await identifyShop(mongo.db));
  } finally {
    await mongo.close();
  }
}

async function openAdmin(databaseUrl: string) {
  await checkDatabase(databaseUrl, "serve");
  const mongo = await connectMongo({ url: databaseUrl });
  const source = createStockReader(mongo);
  const nothing = () => Promise.reject(new Error("this command reads no values"));
  const scripts = { read: nothing, drop: nothing };
  return { mongo, admin: createCacheAdmin({ mongo, scripts, source, warm: () => Promise.resolve("off") }) };
}

async function openRedis(url: string): Promise<Redis> {
  const redis = new Redis({
    ...readRedisUrl(url),
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
  });
  redis.on("error", () => {});
  try {
    await redis.connect();
  } catch {
    throw new StartError("Redis does not answer.");
  }
  return redis;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
