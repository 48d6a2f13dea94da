import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CacheSpace, StockScripts } from "../../src/cache/protocol/stock-cache.port.ts";
import { createRedisScripts } from "../../src/cache/protocol/stock-cache.redis.ts";
import { openTestRedis, type TestRedis } from "../harness/redis-server.ts";
import { createMemoryScripts } from "./memory-scripts.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await openTestRedis();
});
afterAll(() => redis.close());

// Times are either over at once or far away, so that two clocks cannot disagree about them.
const spans = fc.constantFrom(0, 600_000);
const products = fc.constantFrom("product-a", "product-b");
const names = fc.constantFrom("one", "two", "three");
const epochs = fc.constantFrom(1, 2);
const spaceOf = (epoch: number): CacheSpace => ({ epoch, runId: redis.link.runId() ?? "" });
const versions = fc.integer({ min: -1, max: 4 });
const text = (v: number, freeAt: number | null) => JSON.stringify({ freeAt, v, skus: [] });
const values = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(null, 1_000, 9_000))
  .map(([v, freeAt]) => text(v, freeAt));

type Step = (scripts: StockScripts, flush: () => unknown) => Promise<unknown>;
const step: fc.Arbitrary<{ readonly words: string; readonly run: Step }> = fc.oneof(
  fc.tuple(epochs, products, names, spans).map(([epoch, productId, token, leaseMs]) => ({
    words: `acquire ${epoch} ${productId} ${token} ${leaseMs}`,
    run: async (scripts: StockScripts) => {
      const got = await scripts.acquire({ space: spaceOf(epoch), productId, token, leaseMs, nowMs: 5_000 });
      return got.kind === "wait" ? got.kind : got;
    },
  })),
  fc.tuple(epochs, products, names, values).map(([epoch, productId, token, value]) => ({
    words: `fill ${epoch} ${productId} ${token} ${value}`,
    run: (scripts: StockScripts) =>
      scripts.put({ space: spaceOf(epoch), productId, token, value, ttlMs: 600_000 }),
  })),
  fc.tuple(epochs, products, names, spans).map(([epoch, productId, op, ms]) => ({
    words: `fence ${epoch} ${productId} ${op} ${ms}`,
    run: (scripts: StockScripts) => scripts.fence(spaceOf(epoch), [productId, "product-b"], op, ms),
  })),
  fc
    .tuple(epochs, products, names, versions, fc.option(values), spans)
    .map(([epoch, productId, op, version, value, ttlMs]) => ({
      words: `release ${epoch} ${productId} ${op} ${version} ${value} ${ttlMs}`,
      run: (scripts: StockScripts) =>
        scripts.release(spaceOf(epoch), op, [{ productId, version, value, ttlMs }]),
    })),
  fc.tuple(epochs, products, versions).map(([epoch, productId, version]) => ({
    words: `drop ${epoch} ${productId} ${version}`,
    run: (scripts: StockScripts) => scripts.drop(spaceOf(epoch), productId, version),
  })),
  fc.tuple(epochs, fc.boolean()).map(([epoch, draining]) => ({
    words: `guards ${epoch} ${draining}`,
    run: (scripts: StockScripts) => scripts.setGuards(spaceOf(epoch), draining),
  })),
  epochs.map((epoch) => ({
    words: `open ${epoch}`,
    run: (scripts: StockScripts) => scripts.openGuards(spaceOf(epoch)),
  })),
  fc.constant({
    words: "flush",
    run: async (_: StockScripts, flush: () => unknown) => void (await flush()),
  }),
  epochs.map((epoch) => ({
    words: `read ${epoch}`,
    run: (scripts: StockScripts) => scripts.read(spaceOf(epoch), ["product-a", "product-b"]),
  })),
);

test("the scripts in memory and in Redis answer every sequence of steps alike", async () => {
  const real = createRedisScripts(redis.link.client);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      await redis.link.client.flushall();
      const twin = createMemoryScripts(() => Date.now());
      for (const scripts of [real, twin.scripts]) await scripts.setGuards(spaceOf(1), false);
      for (const { words, run } of steps) {
        const said = await run(real, () => redis.link.client.flushall());
        expect(await run(twin.scripts, () => twin.flush()), words).toEqual(said);
      }
      const all = ["product-a", "product-b"];
      for (const epoch of [1, 2])
        expect(await twin.scripts.read(spaceOf(epoch), all)).toEqual(await real.read(spaceOf(epoch), all));
    }),
    { numRuns: 400 },
  );
});
