import { randomUUID } from "node:crypto";
import type { Log } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";
import type { Db } from "mongodb";
import type { RedisHealth } from "./control.ts";

/** Every process says this often that it reaches Redis. */
const SAY_EVERY_MS = 1_000;
/** A word of another process counts for this long. */
const WORD_COUNTS_MS = 2_500;
/** Words of processes that are gone are swept by the database. */
const FORGET_AFTER_S = 60;

type Word = { _id: string; at: Date };

export type HealthWatch = RedisHealth & { close(): Promise<void> };

/** Watches the connection: whose Redis it is, whether it answers, and what the other processes say. */
export function watchRedis(redis: Redis, db: Db, log: Log): HealthWatch {
  const me = randomUUID();
  const words = db.collection<Word>("stock_cache_words");
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
  const say = async (): Promise<void> => {
    if (redis.status !== "ready") return;
    try {
      if (runId === null) await askWho();
      else await redis.ping();
      await words.updateOne({ _id: me }, [{ $set: { at: "$$NOW" } }], { upsert: true });
    } catch (error) {
      log.warn({ err: error }, "Redis or the database did not take a word");
    }
  };

  redis.on("ready", askWho);
  redis.on("close", () => {
    runId = null;
  });
  if (redis.status === "ready") void askWho();
  void words
    .createIndex({ at: 1 }, { expireAfterSeconds: FORGET_AFTER_S })
    .catch((error: unknown) => log.warn({ err: error }, "the words of processes cannot be swept"));
  const timer = setInterval(() => void say(), SAY_EVERY_MS);
  void say();

  return {
    runId: () => (redis.status === "ready" ? runId : null),
    async peersReachIt() {
      const fresh = { $gt: [{ $add: ["$at", WORD_COUNTS_MS] }, "$$NOW"] };
      return (await words.findOne({ _id: { $ne: me }, $expr: fresh })) !== null;
    },
    async close() {
      clearInterval(timer);
      await words.deleteOne({ _id: me });
    },
  };
}
