import { type Db, ReadConcern, ReadPreference, WriteConcern } from "mongodb";
import { isDuplicateKey, type Mongo } from "../../mongo/index.ts";
import type { CacheMode, ControlState, ControlStore, KeptOff } from "./cache-control.ts";

type ControlRecord = {
  _id: string;
  mode: CacheMode;
  epoch: number;
  runId: string;
  since: Date;
  /** Absent until the shop was named: see lineage.ts. */
  shopId?: string;
  /** Absent as long as the shop has no name. */
  lineage?: string[];
  /** Absent in a document that nobody ever switched by hand. */
  keptOff?: KeptOff | null;
};

/** The document is read with the database's time, and often enough that nobody need ask for that alone. */
export function tellingTime(store: ControlStore, clock: Mongo["clock"]): ControlStore {
  return {
    ...store,
    async read() {
      const sentAt = performance.now();
      const state = await store.read();
      clock.told(state.nowMs, sentAt);
      return state;
    },
  };
}

const DOCUMENT_ID = "stock";
const FIELDS = { mode: 1, epoch: 1, runId: 1, since: 1, keptOff: 1, shopId: 1, lineage: 1 };
const READ_TIMEOUT_MS = 1_500;
/**
 * Seconds of the database's clock: a document that was lost begins above every epoch it ever had, so that values which
 * a Redis still keeps under an old one are never read again.
 */
const FIRST_EPOCH = { $toLong: { $floor: { $divide: [{ $toLong: "$$NOW" }, 1_000] } } };

/**
 * The control document in MongoDB, by the driver: Prisma 8 knows neither linearizable reads nor a time limit. Its
 * collection stays outside the contract, because the validator of a contract's collection has no use here.
 */
export function createControlStore(db: Db): ControlStore {
  const options = { readPreference: ReadPreference.primary, writeConcern: new WriteConcern("majority") };
  const records = db.collection<ControlRecord>("stock_cache_control", options);

  async function find(): Promise<ControlState | null> {
    const found = await records.findOne<ControlRecord & { now: Date }>(
      { _id: DOCUMENT_ID },
      {
        projection: { ...FIELDS, now: "$$NOW" },
        readConcern: new ReadConcern("linearizable"),
        maxTimeMS: READ_TIMEOUT_MS,
      },
    );
    if (!found) return null;
    const { mode, epoch, runId, since, now, keptOff = null, shopId = "", lineage = [] } = found;
    const times = { sinceMs: since.getTime(), nowMs: now.getTime() };
    return { mode, epoch: Number(epoch), runId, ...times, shopId, lineage, keptOff };
  }

  async function make(): Promise<void> {
    try {
      await records.updateOne(
        { _id: DOCUMENT_ID },
        [{ $set: { mode: "off", epoch: FIRST_EPOCH, runId: "", since: "$$NOW" } }],
        {
          upsert: true,
        },
      );
    } catch (error) {
      // Another process was quicker; its document is the one.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  return {
    async read() {
      const known = await find();
      if (known) return known;
      await make();
      const made = await find();
      if (!made) throw new Error("the cache's control document vanished");
      return made;
    },
    async change(from, to) {
      // Checked in the write itself: somebody may switch it off while a process brings it back.
      const unlessKept = to.mode === "off" ? {} : { keptOff: null };
      const changed = await records.updateOne(
        { _id: DOCUMENT_ID, mode: from.mode, epoch: from.epoch, ...unlessKept },
        [{ $set: { mode: to.mode, epoch: to.epoch, runId: to.runId, since: "$$NOW" } }],
      );
      return changed.modifiedCount === 1;
    },
    async keepOff(kept) {
      const since = { $cond: [{ $eq: ["$mode", "off"] }, "$since", "$$NOW"] };
      await records.updateOne({ _id: DOCUMENT_ID }, [
        { $set: { mode: "off", since, keptOff: { $literal: kept } } },
      ]);
    },
    async letBack() {
      await records.updateOne({ _id: DOCUMENT_ID }, { $set: { keptOff: null } });
    },
  };
}
