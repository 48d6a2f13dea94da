import type { Log } from "@scarlet/domain/kernel";
import type { BoundRedis } from "../../redis/index.ts";
import type { StockScripts } from "../protocol/stock-cache.port.ts";

/** A probe counts for this long; one is made every second. */
const PROBE_VALID_MS = 3_000;
/** A process whose fence was refused says so for this long, whatever its probes say. */
const FAILURE_VALID_MS = 2_500;

/** What this process knows of the Redis behind its connection. */
export type RedisWatch = {
  /** Which Redis is behind a connection that is usable now; null when there is none. */
  readonly runId: () => string | null;
  /**
   * The Redis on which this process can do every step of the cache, by a script that it ran there within the last
   * seconds; null when there is none, or when a fence could not be set lately. Answering alone is not enough: a replica, a
   * full one and one that may not save answer as well, and take no fence.
   */
  readonly writesAt: () => string | null;
  /** Asks the Redis who it is and tries a script that writes. Never raises. */
  readonly probe: () => Promise<void>;
  /** A fence could not be set. Tells whether that is news. */
  readonly reportFenceFailure: () => boolean;
};

/** A process that was given no Redis. */
export const NO_REDIS: RedisWatch = {
  runId: () => null,
  writesAt: () => null,
  probe: () => Promise.resolve(),
  reportFenceFailure: () => false,
};

export type RedisWatchParts = {
  readonly redis: Pick<BoundRedis, "runId" | "status" | "identify" | "disconnect" | "on">;
  readonly scripts: Pick<StockScripts, "probe">;
  readonly log: Log;
  readonly monotonicMs?: () => number;
};

/** Watches the connection: whose Redis it is, and whether fences can be set there. */
export function watchRedis(parts: RedisWatchParts): RedisWatch {
  const { redis, scripts, log, monotonicMs = () => performance.now() } = parts;
  let wrote: { readonly runId: string; readonly atMs: number } | null = null;
  let failedAtMs = Number.NEGATIVE_INFINITY;
  let refusal = "";

  const refused = (reason: string): void => {
    wrote = null;
    if (reason !== refusal) log.warn({ reason }, "Redis does not take what the stock cache writes");
    refusal = reason;
  };
  const probe = async (): Promise<void> => {
    if (redis.status !== "ready") return;
    const atMs = monotonicMs();
    try {
      const told = await twice(() => redis.identify());
      if ("problem" in told) {
        refused(told.problem);
        // A master that was demoted: its name may mean another host by now.
        if (told.mayMove) redis.disconnect(true);
        return;
      }
      await twice(() => scripts.probe(told.runId));
      wrote = { runId: told.runId, atMs };
      refusal = "";
    } catch (error) {
      refused(String(error));
    }
  };
  redis.on("identified", () => void probe());
  void probe();

  const hasFailed = (): boolean => monotonicMs() - failedAtMs < FAILURE_VALID_MS;
  return {
    runId: () => redis.runId,
    writesAt() {
      if (wrote === null || hasFailed() || monotonicMs() - wrote.atMs >= PROBE_VALID_MS) return null;
      return wrote.runId === redis.runId ? wrote.runId : null;
    },
    probe,
    reportFenceFailure() {
      const isNews = !hasFailed();
      failedAtMs = monotonicMs();
      return isNews;
    },
  };
}

/** A busy process may take its own delay for Redis's, so it asks twice. */
async function twice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch {
    return ask();
  }
}
