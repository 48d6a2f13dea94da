import { type AnyBulkWriteOperation, type Document, MongoServerError } from "mongodb";
import type { SessionBridge } from "./session-bridge.ts";
import { StaleReadError } from "./transaction.ts";

/** One document to be written. `to` names its collection. An update changes the first document that `where` leads to. */
export type Write =
  | { readonly to: string; readonly insert: Document }
  | { readonly to: string; readonly where: Document; readonly update: Document; readonly upsert?: boolean };

/** Writes of a transaction to several collections. */
export type WritesAtOnce = {
  /** Whether they go in one command. Found out by the first try. */
  supported(): boolean;
  /**
   * Inside a transaction: writes all in their order, and tells how many updates found their document or made it. The
   * server ends what takes longer than `maxTimeMs`, where it takes them as one command. Raises as other writes do, and
   * `StaleReadError` when it turns out that the server does not take several collections: run the work again.
   */
  write(writes: readonly Write[], maxTimeMs?: number): Promise<number>;
};

/** No such command (MongoDB 7), not in transactions, not for this user, or not by this host of databases. */
const NOT_TAKEN: ReadonlySet<unknown> = new Set([13, 59, 263, 8000]);

type Reply = {
  readonly nMatched: number;
  readonly nUpserted: number;
  readonly nErrors: number;
  readonly cursor: { readonly firstBatch: readonly Document[] };
};

/**
 * MongoDB 8 and the embedded database write to several collections by one command, which costs a transaction of four
 * collections three commands less. By the command itself, because the driver's method refuses older servers by their
 * version alone.
 */
export function createWritesAtOnce(bridge: SessionBridge, dbName: string): WritesAtOnce {
  let supported = true;
  return {
    supported: () => supported,
    async write(writes, maxTimeMs) {
      if (writes.length === 0) return 0;
      if (!supported || !bridge.isInside()) return oneByOne(bridge, dbName, writes);
      try {
        return await atOnce(bridge, commandOf(dbName, writes, maxTimeMs));
      } catch (error) {
        if (!(error instanceof MongoServerError) || !NOT_TAKEN.has(error.code)) throw error;
        supported = false;
        throw new StaleReadError("this server takes the writes of one collection at a time", {
          cause: error,
        });
      }
    },
  };
}

function commandOf(dbName: string, writes: readonly Write[], maxTimeMs: number | undefined): Document {
  const places = new Map([...new Set(writes.map(({ to }) => to))].map((to, place) => [to, place]));
  const ops = writes.map((write) => {
    const place = places.get(write.to);
    if ("insert" in write) return { insert: place, document: write.insert };
    const { where: filter, update: updateMods, upsert = false } = write;
    return { update: place, filter, updateMods, upsert };
  });
  const nsInfo = Array.from(places.keys(), (to) => ({ ns: `${dbName}.${to}` }));
  const bound = maxTimeMs !== undefined && { maxTimeMS: maxTimeMs };
  return { bulkWrite: 1, ops, nsInfo, ordered: true, errorsOnly: true, ...bound };
}

async function atOnce(bridge: SessionBridge, command: Document): Promise<number> {
  const reply = (await bridge.adminCommand(command)) as Reply;
  const [failed] = reply.cursor.firstBatch;
  // Whatever one write of a transaction meets has undone the whole.
  if (reply.nErrors > 0) throw new MongoServerError({ message: "a write failed", ...failed });
  return reply.nMatched + reply.nUpserted;
}

/** One command for each run of writes to the same collection. */
async function oneByOne(bridge: SessionBridge, dbName: string, writes: readonly Write[]): Promise<number> {
  let done = 0;
  for (let from = 0; from < writes.length; ) {
    const to = writes[from]?.to ?? "";
    const next = writes.findIndex((write, index) => index > from && write.to !== to);
    const run = writes.slice(from, next === -1 ? undefined : next);
    const collection = bridge.client.db(dbName).collection(to);
    const written = await collection.bulkWrite(run.map(operationOf), {
      ordered: true,
      ignoreUndefined: true,
    });
    done += written.matchedCount + written.upsertedCount;
    from += run.length;
  }
  return done;
}

function operationOf(write: Write): AnyBulkWriteOperation {
  if ("insert" in write) return { insertOne: { document: write.insert } };
  const { where: filter, update, upsert = false } = write;
  return { updateOne: { filter, update, upsert } };
}
