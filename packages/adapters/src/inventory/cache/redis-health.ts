import type { Log } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";

/** What this process knows of the Redis behind its connection. */
export type RedisWatch = {
  /** The id of the Redis process behind a connection that is usable now; null when there is none. */
  readonly runId: () => string | null;
  /** Whether it answers just now. */
  readonly answers: () => Promise<boolean>;
};

/** A process that was given no Redis. */
export const NO_REDIS: RedisWatch = { runId: () => null, answers: () => Promise.resolve(false) };

/** Watches the connection: whose Redis it is, and whether it answers. */
export function watchRedis(redis: Redis, log: Log): RedisWatch {
  let runId: string | null = null;

  const askWho = async (): Promise<void> => {
    try {
      const info = await redis.info("server");
      runId = /run_id:([0-9a-f]+)/.exec(info)?.[1] ?? null;
    } catch (error) {
      runId = null;
      log.warn({ err: error }, "Redis did not say who it is");
    }
  };
  redis.on("ready", askWho);
  redis.on("close", () => {
    runId = null;
  });
  if (redis.status === "ready") void askWho();

  return {
    runId: () => (redis.status === "ready" ? runId : null),
    async answers() {
      if (redis.status !== "ready") return false;
      if (runId === null) await askWho();
      else if (!(await redis.ping().then(Boolean, () => false))) return false;
      return runId !== null;
    },
  };
}
