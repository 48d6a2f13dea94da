import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Log } from "@scarlet/domain/kernel";
import type { Db } from "mongodb";
import type { CacheMode } from "./control.ts";
import type { CacheReport } from "./tally.ts";

/** Every process leaves word this often. */
const SAY_EVERY_MS = 1_000;
/** A word counts for this long. */
const WORD_COUNTS_MS = 2_500;
/** By the database's clock. */
const STILL_COUNTS = { $gt: [{ $add: ["$at", WORD_COUNTS_MS] }, "$$NOW"] };
/** Words of processes that are gone are swept by the database. */
const FORGET_AFTER_S = 60;

/** What a process says of itself; `mode` null: it could not read the control document in time. */
export type Word = {
  readonly process: string;
  readonly startedAt: Date;
  /** Whether it reached Redis just now. */
  readonly reaches: boolean;
  readonly mode: CacheMode | null;
  readonly epoch: number;
  readonly viewAgeMs: number | null;
  /** How long it drains before the cache comes back. */
  readonly drainMs: number;
  readonly report: CacheReport;
};

type WordRecord = Word & { _id: string; at: Date };

/** The words that the shop's processes leave each other in the database. */
export type Presence = {
  /** Whether another process has reached Redis within the last seconds. */
  readonly othersReachIt: () => Promise<boolean>;
  close(): Promise<void>;
};

function wordsOf(db: Db) {
  return db.collection<WordRecord>("stock_cache_words");
}

/** What every living process said last, by the database's time. */
export async function readWords(db: Db): Promise<Word[]> {
  const options = { sort: { startedAt: 1 }, projection: { _id: 0, at: 0 } } as const;
  return wordsOf(db).find<Word>({ $expr: STILL_COUNTS }, options).toArray();
}

/** Leaves word every second, from now on until it is closed. `say` tells the word. */
export function leaveWords(
  db: Db,
  log: Log,
  say: () => Promise<Omit<Word, "process" | "startedAt">>,
): Presence {
  const me = randomUUID();
  const words = wordsOf(db);
  const self = { process: `${hostname()}:${process.pid}`, startedAt: new Date() };
  let isClosed = false;

  const leave = async (): Promise<void> => {
    try {
      const word = await say();
      if (isClosed) return;
      const literal = { $literal: { ...self, ...word } };
      await words.updateOne(
        { _id: me },
        [{ $replaceWith: { $mergeObjects: [{ _id: me, at: "$$NOW" }, literal] } }],
        { upsert: true },
      );
    } catch (error) {
      log.warn({ err: error }, "the database did not take this process's word about the cache");
    }
  };
  void words
    .createIndex({ at: 1 }, { expireAfterSeconds: FORGET_AFTER_S })
    .catch((error: unknown) => log.warn({ err: error }, "the words of processes cannot be swept"));
  const timer = setInterval(() => void leave(), SAY_EVERY_MS);
  void leave();

  return {
    async othersReachIt() {
      return (await words.findOne({ _id: { $ne: me }, reaches: true, $expr: STILL_COUNTS })) !== null;
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      await words.deleteOne({ _id: me });
    },
  };
}
