import { encodeKey } from "../bson/index.ts";
import type { Collection, Index } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";
import { Match, Slice } from "../read/index.ts";
import { HeldByTransaction } from "../sessions/index.ts";
import { StorageError } from "../storage/index.ts";
import { DocumentWriter } from "../write/index.ts";
import type { ServerState } from "./state.ts";

const EARLIEST_DATE = new Date(-8_640_000_000_000_000);

/** Whether the document still is what the index entry said: a date, or the earliest of several, that lies before the limit. */
function isOver(match: Match, { fields }: Index, limit: Date): boolean {
  const path = fields[0]?.path.split(".") ?? [];
  const values = path.reduce<unknown[]>(
    (found, part) =>
      found
        .flat()
        .flatMap((value) =>
          value !== null && typeof value === "object" ? [(value as Record<string, unknown>)[part]] : [],
        ),
    [match.doc],
  );
  return values.flat().some((value) => value instanceof Date && value.getTime() < limit.getTime());
}

function removeIfOver(
  server: ServerState,
  { collection, index, limit }: { collection: Collection; index: Index; limit: Date },
  rid: number,
): void {
  const body = server.store.writer.get(collection.number, rid);
  if (!body) return;
  const match = new Match(rid, body);
  if (!isOver(match, index, limit)) return;
  try {
    new DocumentWriter(server).remove(collection, match);
  } catch (error) {
    // What a transaction holds is left for the next round, as is what a dropped collection held.
    if (!(error instanceof HeldByTransaction || error instanceof MongoError)) throw error;
  }
}

async function expireIndex(server: ServerState, collection: Collection, index: Index): Promise<void> {
  const limit = new Date(Date.now() - (index.expireAfterSeconds ?? 0) * 1000);
  const [oldest, newest] = [encodeKey(EARLIEST_DATE), encodeKey(limit)];
  const descending = (index.fields[0]?.direction ?? 1) < 0;
  const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => ~byte & 0xff);
  const range = descending
    ? { lower: inverted(newest), upper: Buffer.concat([inverted(oldest), Uint8Array.of(0xff)]) }
    : { lower: oldest, upper: newest };
  const slice = new Slice();
  for (const { rid } of server.store.writer.entries(index.number, range)) {
    if (slice.isOver()) await slice.renew();
    if (server.isStopping || !server.member.isPrimary || collection.dropped) return;
    removeIfOver(server, { collection, index, limit }, rid);
  }
}

/** Removes the documents whose time is over by an index with `expireAfterSeconds`. */
export async function expire(server: ServerState): Promise<void> {
  if (!server.member.isPrimary) return;
  for (const collection of server.catalog.list()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === undefined || index.readyAt === Infinity) continue;
      try {
        await expireIndex(server, collection, index);
        server.clock.next();
        await server.store.flushed();
      } catch (error) {
        // A full disk ends this round; the next one tries again.
        if (!(error instanceof StorageError)) throw error;
      }
    }
  }
}
