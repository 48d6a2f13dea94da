import type { RateLimit } from "@scarlet/domain/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRateLimiter } from "../src/kernel/index.ts";
import { openTestRedis, SILENT, type TestRedis } from "./harness/redis-server.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await openTestRedis();
});
afterAll(() => redis.close());

/** A limit that nobody else counts, slow enough that nothing comes back while a test runs. */
const limitOf = (name: string, burst = 10): RateLimit => ({ name, burst, perMinute: 1 });
const process = async (answerWithinMs?: number) =>
  createRateLimiter({ redis: (await redis.connect(answerWithinMs)).client, log: SILENT });

test("several processes share one limit", async () => {
  const limit = limitOf("shared");
  const processes = await Promise.all([process(), process(), process()]);
  const ask = (each: (typeof processes)[number]) =>
    Promise.all(Array.from({ length: 10 }, () => each.take(limit, "203.0.113.7")));
  const waits = (await Promise.all(processes.map(ask))).flat();
  expect(waits.filter((ms) => ms === 0)).toHaveLength(10);
  const waiting = waits.find((ms) => ms !== 0);
  expect(waiting).toBeGreaterThan(50_000);
  expect(waiting).toBeLessThanOrEqual(60_000);
  await processes[0]?.forget(limit, "203.0.113.7");
  expect(await (await process()).take(limit, "203.0.113.7")).toBe(0);
});

test("every count in Redis ends by itself, and tells nobody's address", async () => {
  const limiter = await process();
  await limiter.take(limitOf("short", 2), "203.0.113.8");
  const keys = await redis.link.client.keys("limit:short:*");
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toContain("203.0.113.8");
  const leftMs = await redis.link.client.pttl(keys[0] ?? "");
  expect(leftMs).toBeGreaterThan(0);
  expect(leftMs).toBeLessThanOrEqual(60_000);
});

test("a Redis that hangs holds nobody up for longer than a moment, and the limit stands", async () => {
  const limit = limitOf("frozen", 3);
  const limiter = await process();
  expect(await limiter.take(limit, "203.0.113.9")).toBe(0);
  redis.freeze();
  const begun = performance.now();
  const waits = [];
  for (let i = 0; i < 4; i += 1) waits.push(await limiter.take(limit, "203.0.113.9"));
  const tookMs = performance.now() - begun;
  redis.thaw();
  expect(waits.map((ms) => ms > 0)).toEqual([false, false, true, true]);
  expect(tookMs).toBeLessThan(1_000);
});
