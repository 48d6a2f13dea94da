import type { Doc } from "../../bson/index.ts";
import type { Collection } from "../../catalog/index.ts";
import type { Batch, Cursor, CursorSource } from "../../cursors/cursors.ts";
import type { Call } from "../call.ts";

/** How many documents a first batch has where the client does not say. */
const DEFAULT_FIRST_BATCH = 101;

/** How long a cursor that awaits data waits where the client does not say, and how often it looks. */
const DEFAULT_AWAIT_MS = 1000;
const POLL_INTERVAL_MS = 20;

/** Answers with the first batch of a cursor, which is kept if there may be more. */
export async function firstReply(
  call: Call,
  source: CursorSource,
  { batchSize = DEFAULT_FIRST_BATCH }: { batchSize?: number } = {},
): Promise<Doc> {
  const cursor = call.server.cursors.create(source);
  let kept = false;
  try {
    const { documents, isLast } = await cursor.next(batchSize, () => call.assertNotInterrupted());
    kept = !isLast && !source.single;
    if (kept) call.server.cursors.keep(cursor);
    return {
      cursor: { firstBatch: documents, id: kept ? cursor.id : 0n, ns: source.namespace, ...tokenOf(source) },
    };
  } finally {
    if (!kept) cursor.close();
  }
}

/** What a source needs of what it reads: the collection whose end is its own, or the time of a state that does not end with it. */
export function cursorLifetime(
  { at }: Call,
  collection: Collection | undefined,
): Pick<CursorSource, "collection" | "atClusterTime"> {
  return at ? { atClusterTime: at.time } : { collection };
}

function tokenOf({ resumeToken, atClusterTime }: CursorSource): Doc {
  return {
    ...(resumeToken ? { postBatchResumeToken: resumeToken() } : {}),
    ...(atClusterTime ? { atClusterTime } : {}),
  };
}

/** The next batch; where a cursor awaits data, an empty one is given only after a while. */
async function nextBatch(call: Call, cursor: Cursor, batchSize: number): Promise<Batch> {
  const waitsMs = cursor.source.awaitsData ? (call.options.number("maxTimeMS") ?? DEFAULT_AWAIT_MS) : 0;
  const end = Date.now() + waitsMs;
  for (;;) {
    const batch = await cursor.next(batchSize, () => call.assertNotInterrupted());
    if (batch.documents.length > 0 || batch.isLast || Date.now() >= end) return batch;
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    call.assertClientWaiting();
  }
}

/** Answers with the next batch of a cursor, which is closed at its end. */
export async function nextReply(call: Call, cursor: Cursor, batchSize = Infinity): Promise<Doc> {
  const { cursors } = call.server;
  let kept = false;
  cursor.isInUse = true;
  try {
    const { documents, isLast } = await nextBatch(call, cursor, batchSize);
    kept = !isLast;
    if (kept) cursor.lastUseMs = Date.now();
    return {
      cursor: {
        nextBatch: documents,
        id: kept ? cursor.id : 0n,
        ns: cursor.source.namespace,
        ...tokenOf(cursor.source),
      },
    };
  } finally {
    cursor.isInUse = false;
    if (!kept) cursors.kill(cursor.id);
  }
}
