import type { RateLimit } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";
import { expect, test } from "vitest";
import { createLocalRateCounts } from "./local-rate-counts.ts";
import { createRateLimiter } from "./rate-limiter.ts";

const LIMIT: RateLimit = { name: "test", burst: 2, perMinute: 60 };
const silent = { info() {}, warn() {} };

/** A Redis that answers as told, and how often it was asked. */
function redisThat(answer: () => Promise<unknown>) {
  let asked = 0;
  const rateLimitTake = () => {
    asked += 1;
    return answer();
  };
  return { redis: { defineCommand() {}, rateLimitTake } as unknown as Redis, asked: () => asked };
}

test("without Redis the process counts by itself, each caller and each limit for itself", async () => {
  const limiter = createRateLimiter({ redis: null, log: silent, monotonicMs: () => 0 });
  expect(await limiter.take(LIMIT, "a")).toBe(0);
  expect(await limiter.take(LIMIT, "a")).toBe(0);
  expect(await limiter.take(LIMIT, "a")).toBe(1000);
  expect(await limiter.take(LIMIT, "b")).toBe(0);
  expect(await limiter.take({ ...LIMIT, name: "other" }, "a")).toBe(0);
  await limiter.forget(LIMIT, "a");
  expect(await limiter.take(LIMIT, "a")).toBe(0);
});

test("the setting widens every limit", () => {
  const limiter = createRateLimiter({ redis: null, log: silent, factor: 100, monotonicMs: () => 0 });
  const waits = Array.from({ length: 201 }, () => limiter.takeHere(LIMIT, "a"));
  expect(waits.filter((ms) => ms === 0)).toHaveLength(200);
});

test.each([
  ["refuses", () => Promise.reject(new Error("READONLY"))],
  ["never answers", () => new Promise(() => {})],
  ["answers nonsense", () => Promise.resolve("?")],
])("while Redis %s, the process counts on by itself", async (_, answer) => {
  const { redis } = redisThat(answer);
  const limiter = createRateLimiter({ redis, log: silent, monotonicMs: () => 0 });
  const waits = [
    await limiter.take(LIMIT, "a"),
    await limiter.take(LIMIT, "a"),
    await limiter.take(LIMIT, "a"),
  ];
  expect(waits).toEqual([0, 0, 1000]);
});

test("one request in a second waits for a Redis that does not answer, the others do not", async () => {
  const clock = { ms: 0 };
  const { redis, asked } = redisThat(() => new Promise(() => {}));
  const limiter = createRateLimiter({ redis, log: silent, monotonicMs: () => clock.ms });
  for (const caller of ["a", "b", "c"]) await limiter.take(LIMIT, caller);
  expect(asked()).toBe(1);
  clock.ms = 1_000;
  await limiter.take(LIMIT, "d");
  expect(asked()).toBe(2);
});

test("what the process refuses by itself costs Redis nothing", async () => {
  const { redis, asked } = redisThat(() => Promise.resolve(0));
  const limiter = createRateLimiter({ redis, log: silent, monotonicMs: () => 0 });
  for (let i = 0; i < 50; i += 1) await limiter.take(LIMIT, "a");
  expect(asked()).toBe(2);
});

test("a crowd of addresses cannot fill the memory", () => {
  const counts = createLocalRateCounts(() => 0, 100);
  for (let i = 0; i < 10_000; i += 1) counts.take(LIMIT, `2001:db8:${i.toString(16)}::/64`, 1);
  expect(counts.size()).toBe(100);
});
