import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createRedisScripts } from "../src/cache/protocol/stock-cache.redis.ts";
import { OtherRedisError, type RedisLink } from "../src/redis/index.ts";
import { Wire } from "./harness/fault-injecting-wire.ts";
import { openTestRedis, type TestRedis } from "./harness/redis-server.ts";

let meant: TestRedis;
let other: TestRedis;
let wire: Wire;
let link: RedisLink;
beforeAll(async () => {
  [meant, other] = await Promise.all([openTestRedis(), openTestRedis()]);
  wire = await Wire.open(meant.port);
  link = await meant.connect(undefined, wire.port);
});
afterAll(async () => {
  wire.close();
  await Promise.all([meant.close(), other.close()]);
});
afterEach(async () => {
  wire.target = meant.port;
  await Promise.all([meant, other].map(({ link: { client } }) => client.call("REPLICAOF", "NO", "ONE")));
  await meant.link.client.identify();
  while (link.runId() === null || link.runId() !== meantId()) {
    await link.client.identify().catch(() => undefined);
    await sleep(5);
  }
});

const meantId = (): string => meant.link.runId() ?? "";
const until = async (is: () => boolean): Promise<void> => {
  while (!is()) await sleep(1);
};

test("which Redis it is is asked with one command, so that all that it says is of one moment", async () => {
  const { client } = other.link;
  const calls = async (): Promise<number> =>
    Number(/^cmdstat_info:calls=(\d+)/m.exec(await client.info("commandstats"))?.[1] ?? 0);
  const before = await calls();
  await client.identify();
  // The first count, and this.
  expect((await calls()) - before).toBe(2);
});

test("a command goes to the Redis that it is meant for, and to no other that comes to stand behind the connection", async () => {
  const runId = meantId();
  expect(link.runId()).toBe(runId);
  expect(
    await Promise.all(
      link.client.sendTo(runId, [
        ["set", "key", "1"],
        ["get", "key"],
      ]),
    ),
  ).toEqual(["OK", "1"]);
  wire.target = other.port;
  // At every moment of the way: while it is cut, while it is connected and not known, and when it is known.
  for (let known = 0; known < 3; ) {
    try {
      // What is written to a connection that has just been cut comes nowhere.
      for (const answer of link.client.sendTo(runId, [["set", "key", "2"]])) answer.catch(() => undefined);
    } catch (error) {
      expect(error).toBeInstanceOf(OtherRedisError);
    }
    await new Promise(setImmediate);
    if (link.runId() === other.link.runId()) known += 1;
  }
  expect(await other.link.client.dbsize()).toBe(0);
  expect(await meant.link.client.get("key")).toBe("1");
});

test("a script that a Redis does not know yet is not taken to another one on its second way", async () => {
  const scripts = createRedisScripts(link.client);
  const space = { epoch: 1, runId: meantId() };
  await scripts.setGuards(space, false);
  await meant.link.client.script("FLUSH");
  const sendTo = link.client.sendTo.bind(link.client);
  // Between the answer that the script is not known and its text, the connection comes to lead elsewhere.
  link.client.sendTo = (...args) => {
    const answers = sendTo(...args);
    link.client.sendTo = sendTo;
    return answers.map(async (answer) => {
      const known = await answer.catch((error: unknown) => error);
      wire.target = other.port;
      await until(() => link.runId() === other.link.runId());
      throw known;
    });
  };
  await expect(scripts.fence(space, ["mug"], "op", 1_000)).rejects.toBeInstanceOf(OtherRedisError);
  expect(await other.link.client.dbsize()).toBe(0);
});

test("a Redis that may forget a fence alone is nobody's, whether it has a limit yet or not", async () => {
  for (const policy of ["allkeys-lru", "allkeys-lfu", "allkeys-random"]) {
    await meant.link.client.config("SET", "maxmemory-policy", policy);
    expect(await link.client.identify()).toMatchObject({ problem: expect.stringContaining(policy) });
    expect(link.runId()).toBeNull();
  }
  for (const policy of ["noeviction", "volatile-lru", "volatile-ttl", "volatile-lfu"]) {
    await meant.link.client.config("SET", "maxmemory-policy", policy);
    expect(await link.client.identify()).toHaveProperty("runId");
  }
});

test("a replica is nobody's, and a master that was one in between is another Redis", async () => {
  const before = link.runId();
  await meant.link.client.call("REPLICAOF", "127.0.0.1", other.port);
  expect(await link.client.identify()).toMatchObject({ problem: expect.stringContaining("replica") });
  expect(link.runId()).toBeNull();
  while (!(await meant.link.client.info("replication")).includes("master_link_status:up")) await sleep(20);
  await meant.link.client.call("REPLICAOF", "NO", "ONE");
  await link.client.identify();
  expect(link.runId()).toMatch(/^[0-9a-f]{40}$/);
  expect(link.runId()).not.toBe(before);
});
