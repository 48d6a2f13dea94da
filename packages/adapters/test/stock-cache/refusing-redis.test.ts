import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CacheSpace, ReleaseResult, StockScripts } from "../../src/cache/protocol/stock-cache.port.ts";
import { createRedisScripts } from "../../src/cache/protocol/stock-cache.redis.ts";
import { openTestRedis, type TestRedis } from "../harness/redis-server.ts";
import { config, FILL_REFUSALS, type Refusal, tellAll as tell } from "./refusals.ts";

// A Redis that answers and takes no writes: what it says of itself is no help to who wants to set a fence.

let redis: TestRedis;
beforeAll(async () => {
  redis = await openTestRedis();
});
afterAll(() => redis.close());

const REFUSING = Object.entries(FILL_REFUSALS);
/** In the middle of a script. */
const noHashes: Refusal = {
  says: "can't run this command",
  begin: [["ACL", "SETUSER", "default", "-hset"]],
  end: [["ACL", "SETUSER", "default", "+hset"]],
};
/** Only where nothing was done yet. */
const full: Refusal = {
  says: "OOM",
  begin: [config("maxmemory", "1"), config("maxmemory-policy", "noeviction")],
  end: [config("maxmemory", "0"), config("maxmemory-policy", "volatile-lfu")],
};

const tellAll = (commands: readonly string[][]) => tell(redis.link.client, commands);

afterEach(async () => {
  for (const { end } of [...Object.values(FILL_REFUSALS), noHashes, full]) await tellAll(end);
});

describe("the probe", () => {
  const scripts = () => createRedisScripts(redis.link.client);
  const meant = async (): Promise<string> => {
    await redis.link.client.identify();
    return redis.link.runId() ?? "";
  };

  test("passes on a Redis that takes writes, and leaves nothing there", async () => {
    await redis.link.client.flushall();
    await scripts().probe(await meant());
    expect(await redis.link.client.dbsize()).toBe(0);
  });

  test.each(REFUSING)("is refused by a Redis that %s, although it answers", async (_, { says, begin }) => {
    const runId = await meant();
    await tellAll(begin);
    expect(await redis.link.client.ping()).toBe("PONG");
    await expect(scripts().probe(runId)).rejects.toThrow(says);
  });

  test("is refused by one that could not save", async () => {
    const runId = await meant();
    const folder = String((await redis.link.client.config("GET", "dir"))[1]);
    await rm(folder, { recursive: true, force: true });
    await tellAll([config("save", "3600 1"), ["BGSAVE"]]);
    const failed = async () =>
      (await redis.link.client.info("persistence")).includes("rdb_last_bgsave_status:err");
    while (!(await failed())) await sleep(20);
    await expect(scripts().probe(runId)).rejects.toThrow("MISCONF");
    await tellAll([config("save", "")]);
    await scripts().probe(runId);
  });
});

test("what writers of dead epochs noted runs out, and what living ones noted does not", async () => {
  const { client } = redis.link;
  await client.flushall();
  await client.identify();
  const scripts = createRedisScripts(client);
  const at = (epoch: number): CacheSpace => ({ epoch, runId: client.runId ?? "" });
  for (const epoch of [1, 2]) {
    await scripts.setGuards(at(epoch), false);
    await scripts.fence(at(epoch), ["mug", "bowl"], "op", 10_000);
  }
  expect(await scripts.expireOld(at(2))).toBe(2);
  const lives = async (epoch: number): Promise<number[]> => {
    const keys = await client.keys(`product:fence:*:${epoch}:*`);
    return Promise.all(keys.map((key) => client.pttl(key)));
  };
  expect(await lives(2)).toEqual([-1, -1]);
  const [first = 0, second = 0] = await lives(1);
  expect(Math.min(first, second)).toBeGreaterThan(0);
  expect(Math.max(first, second)).toBeLessThanOrEqual(60_000);
});

describe("an error in the middle of a script", () => {
  const text = (v: number): string => JSON.stringify({ freeAt: null, v, skus: [] });
  let space: CacheSpace;
  let scripts: StockScripts;
  beforeEach(async () => {
    const { client } = redis.link;
    await client.flushall();
    await client.identify();
    space = { epoch: 1, runId: client.runId ?? "" };
    scripts = createRedisScripts(client);
    await scripts.setGuards(space, false);
  });
  const release = async (op: string, version: number): Promise<ReleaseResult | undefined> => {
    const publication = { productId: "mug", version, value: text(version), ttlMs: 60_000 };
    return (await scripts.release(space, op, [publication]))[0];
  };
  const acquire = () => scripts.acquire({ space, productId: "mug", token: "t", leaseMs: 60_000, nowMs: 0 });

  test("does not let an older version be published as the newest", async () => {
    for (const op of ["older", "newer"]) await scripts.fence(space, ["mug"], op, 60_000);
    await tellAll(noHashes.begin);
    await expect(release("newer", 7)).rejects.toThrow(noHashes.says);
    await tellAll(noHashes.end);
    expect(await release("older", 6)).toBe("pending");
    expect(await scripts.read(space, ["mug"])).toEqual([null]);
  });

  test("does not forget a writer that died, of whom nobody knows what it committed", async () => {
    await scripts.fence(space, ["mug"], "died", 1);
    await scripts.fence(space, ["mug"], "lives", 60_000);
    await sleep(5);
    await tellAll(noHashes.begin);
    await expect(acquire()).rejects.toThrow(noHashes.says);
    await tellAll(noHashes.end);
    expect(await release("lives", 3)).toBe("cleared");
  });

  test("a full Redis takes fences and publications, and no fills", async () => {
    await acquire();
    await tellAll(full.begin);
    const filling = { space, productId: "mug", token: "t", value: text(1), ttlMs: 60_000 };
    await expect(scripts.put(filling)).rejects.toThrow(full.says);
    await scripts.probe(space.runId);
    expect(await scripts.fence(space, ["mug"], "op", 60_000)).toEqual([{ kind: "fenced" }]);
    expect(await release("op", 2)).toBe("set");
    await tellAll(full.end);
    expect(await scripts.read(space, ["mug"])).toEqual([text(2)]);
  });
});
