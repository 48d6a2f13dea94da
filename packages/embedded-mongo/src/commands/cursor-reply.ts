import type { Doc } from "../bson/index.ts";
import type { Cursor, CursorSource } from "../cursors/cursors.ts";
import type { Call } from "./call.ts";

/** How many documents a first batch has where the client does not say. */
export const FIRST_BATCH = 101;

/** Answers with the first batch of a cursor, which is kept if there may be more. */
export async function firstReply(
  call: Call,
  source: CursorSource,
  { batchSize = FIRST_BATCH, single = false } = {},
): Promise<Doc> {
  const cursor = call.server.cursors.create(source);
  let kept = false;
  try {
    const { documents, isLast } = await cursor.next(batchSize, () => call.assertWanted());
    kept = !isLast && !single;
    if (kept) call.server.cursors.keep(cursor);
    return { cursor: { firstBatch: documents, id: kept ? cursor.id : 0n, ns: source.namespace } };
  } finally {
    if (!kept) cursor.close();
  }
}

/** Answers with the next batch of a cursor, which is closed at its end. */
export async function nextReply(call: Call, cursor: Cursor, batchSize = Infinity): Promise<Doc> {
  const { cursors } = call.server;
  let kept = false;
  cursor.isInUse = true;
  try {
    const { documents, isLast } = await cursor.next(batchSize, () => call.assertWanted());
    kept = !isLast;
    if (kept) cursor.lastUseMs = Date.now();
    return { cursor: { nextBatch: documents, id: kept ? cursor.id : 0n, ns: cursor.source.namespace } };
  } finally {
    cursor.isInUse = false;
    if (!kept) cursors.kill(cursor.id);
  }
}
