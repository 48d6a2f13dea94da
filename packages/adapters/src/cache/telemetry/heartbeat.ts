import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { ProcessAnswer } from "@scarlet/domain/cache";
import type { Log } from "@scarlet/domain/kernel";
import type { Db, FindCursor } from "mongodb";
import type { CacheMode } from "../control/cache-control.ts";
import type { CacheReport } from "./cache-stats.ts";

/** Every process leaves word this often. */
const HEARTBEAT_INTERVAL_MS = 1_000;
/** A word counts for this long. */
const HEARTBEAT_VALID_MS = 2_500;
/** By the database's clock. */
const IS_ALIVE = { $gt: [{ $add: ["$at", HEARTBEAT_VALID_MS] }, "$$NOW"] };
/** Words of processes that are gone are swept by the database. */
const RECORD_TTL_S = 60;

/** What a process says of itself; `mode` null: it could not read the control document in time. */
export type Heartbeat = {
  readonly process: string;
  readonly startedAt: Date;
  /** The Redis in which it can set fences just now; null or absent: in none. */
  readonly writesAt?: string | null;
  /** Whether that is the Redis that is meant, or any while none is in use. */
  readonly reaches: boolean;
  readonly mode: CacheMode | null;
  readonly epoch: number;
  readonly viewAgeMs: number | null;
  /** How long it drains before the cache comes back. */
  readonly drainMs: number;
  readonly report: CacheReport;
};

/** What the desk wants to know of a process: how it would answer for this product now. */
export type ProcessQuery = { readonly id: string; readonly productId: string };
type Answer = ProcessAnswer & { readonly question: string };

/** So many answers stand beside a process's word, the newest ones. */
const MAX_ANSWERS = 8;

type HeartbeatRecord = Heartbeat & { _id: string; at: Date; asked?: ProcessQuery[]; answers?: Answer[] };

/** The words that the shop's processes leave each other in the database. */
export type HeartbeatLoop = {
  /** Whether another process could set fences in this Redis within the last seconds. */
  readonly peersCanWrite: (runId: string) => Promise<boolean>;
  /** Leaves word now: what others go by has changed. */
  readonly tell: () => void;
  close(): Promise<void>;
};

/** The words of all processes, and the questions to them. */
export function heartbeatsOf(db: Db) {
  return db.collection<HeartbeatRecord>("stock_cache_words");
}

/** Those who left word lately, oldest process first, by the database's time. */
export function liveHeartbeats(db: Db): FindCursor<HeartbeatRecord> {
  return heartbeatsOf(db).find({ $expr: IS_ALIVE }, { sort: { startedAt: 1 } });
}

/** What every living process said last, by the database's time. */
export async function readHeartbeats(db: Db): Promise<Heartbeat[]> {
  return liveHeartbeats(db).project<Heartbeat>({ _id: 0, at: 0, asked: 0, answers: 0 }).toArray();
}

/** What a process tells: its word, and what it would answer for a product. */
export type HeartbeatSource = {
  readonly say: () => Promise<Omit<Heartbeat, "process" | "startedAt">>;
  readonly answer: (productId: string) => Promise<ProcessAnswer>;
};

/** Leaves word every second, and answers what was asked meanwhile, from now on until it is closed. */
export function startHeartbeat(db: Db, log: Log, { say, answer }: HeartbeatSource): HeartbeatLoop {
  const me = randomUUID();
  const words = heartbeatsOf(db);
  const self = { process: `${hostname()}:${process.pid}`, startedAt: new Date() };
  let isClosed = false;
  let answers: readonly Answer[] = [];

  const answerAll = async (asked: readonly ProcessQuery[]): Promise<void> => {
    if (asked.length === 0) return;
    try {
      for (const { id, productId } of asked)
        answers = [...answers, { question: id, ...(await answer(productId)) }].slice(-MAX_ANSWERS);
      if (!isClosed) await words.updateOne({ _id: me }, { $set: { answers: [...answers] } });
    } catch (error) {
      log.warn({ err: error }, "this process could not answer what the cache's desk asked");
    }
  };

  const leave = async (): Promise<void> => {
    try {
      // Deferred: the parts that `say` reads are created after this call.
      const word = await Promise.resolve().then(say);
      if (isClosed) return;
      const literal = { $literal: { ...self, ...word, answers } };
      // What it replaces may have questions on it: they are taken up without a command of their own.
      const before = await words.findOneAndUpdate(
        { _id: me },
        [{ $replaceWith: { $mergeObjects: [{ _id: me, at: "$$NOW" }, literal] } }],
        { upsert: true, returnDocument: "before", projection: { asked: 1 } },
      );
      await answerAll(before?.asked ?? []);
    } catch (error) {
      log.warn({ err: error }, "the database did not take this process's word about the cache");
    }
  };
  void words
    .createIndex({ at: 1 }, { expireAfterSeconds: RECORD_TTL_S })
    .catch((error: unknown) => log.warn({ err: error }, "the words of processes cannot be swept"));
  const timer = setInterval(() => void leave(), HEARTBEAT_INTERVAL_MS);
  void leave();

  return {
    async peersCanWrite(runId) {
      return (await words.findOne({ _id: { $ne: me }, writesAt: runId, $expr: IS_ALIVE })) !== null;
    },
    tell: () => void leave(),
    async close() {
      isClosed = true;
      clearInterval(timer);
      await words.deleteOne({ _id: me });
    },
  };
}
