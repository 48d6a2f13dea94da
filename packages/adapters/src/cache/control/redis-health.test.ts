import { describe, expect, test } from "vitest";
import type { Identified } from "../../redis/index.ts";
import { watchRedis } from "./redis-health.ts";

const log = { info() {}, warn() {}, error() {} };

/** A watch over a Redis that does what the test says, by a clock that the test moves. */
function openWatch() {
  const redis = { told: { runId: "one" } as Identified, refuses: [] as string[], reconnects: 0, nowMs: 0 };
  const watch = watchRedis({
    redis: {
      status: "ready",
      get runId() {
        return "runId" in redis.told ? redis.told.runId : null;
      },
      identify: async () => redis.told,
      disconnect() {
        redis.reconnects += 1;
      },
      on: () => undefined as never,
    },
    scripts: {
      async probe() {
        const refusal = redis.refuses.pop();
        if (refusal !== undefined) throw new Error(refusal);
      },
    },
    log,
    monotonicMs: () => redis.nowMs,
  });
  return { redis, watch };
}

describe("where a process can set fences", () => {
  test("is where its probe has written lately, and nowhere once that is long ago", async () => {
    const { redis, watch } = openWatch();
    await watch.probe();
    expect(watch.writesAt()).toBe("one");
    redis.nowMs = 2_999;
    expect(watch.writesAt()).toBe("one");
    redis.nowMs = 3_000;
    expect(watch.writesAt()).toBeNull();
  });

  test("is nowhere when the probe was refused; one late answer is no refusal", async () => {
    const { redis, watch } = openWatch();
    redis.refuses = ["Command timed out"];
    await watch.probe();
    expect(watch.writesAt()).toBe("one");
    redis.refuses = ["READONLY", "READONLY"];
    await watch.probe();
    expect(watch.writesAt()).toBeNull();
    expect(watch.runId()).toBe("one");
  });

  test("is not where it was when the connection leads elsewhere by now", async () => {
    const { redis, watch } = openWatch();
    await watch.probe();
    redis.told = { runId: "two" };
    expect(watch.writesAt()).toBeNull();
    await watch.probe();
    expect(watch.writesAt()).toBe("two");
  });

  test("is nowhere for a while after a fence that could not be set, which is news once", async () => {
    const { redis, watch } = openWatch();
    await watch.probe();
    expect([watch.reportFenceFailure(), watch.reportFenceFailure()]).toEqual([true, false]);
    await watch.probe();
    expect(watch.writesAt()).toBeNull();
    redis.nowMs = 2_500;
    expect(watch.writesAt()).toBe("one");
    expect(watch.reportFenceFailure()).toBe(true);
  });

  test.each([true, false])(
    "a Redis that cannot be used is left for another one where there may be: %s",
    async (mayMove) => {
      const { redis, watch } = openWatch();
      await watch.probe();
      redis.told = { problem: "it is a replica", mayMove };
      await watch.probe();
      expect(watch.writesAt()).toBeNull();
      expect(redis.reconnects).toBe(mayMove ? 1 : 0);
    },
  );
});
