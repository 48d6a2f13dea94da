import { type Doc, primitiveNumber } from "../../bson/index.ts";
import type { Cursor } from "../../cursors/cursors.ts";
import { MongoError } from "../../errors.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { nextReply } from "./cursor-reply.ts";

const RESUMABLE = new Set([
  6, 7, 43, 63, 89, 91, 133, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436,
]);

function idOf(value: unknown): bigint {
  if (typeof value === "bigint") return value;
  const number = primitiveNumber(value);
  if (typeof number === "number" && Number.isInteger(number)) return BigInt(number);
  throw new MongoError(14, "a cursor id must be a long");
}

function assertOwn(call: Call, cursor: Cursor): void {
  const { source, id } = cursor;
  if (source.session !== undefined && call.session === undefined)
    throw new MongoError(
      50738,
      `Cannot run getMore on cursor ${id}, which was created in session ${source.session.id}, without an lsid`,
    );
  if (source.session === undefined && call.session !== undefined)
    throw new MongoError(
      50737,
      `Cannot run getMore on cursor ${id}, which was not created in a session, in session ${call.session.id}`,
    );
  if (source.session !== call.session)
    throw new MongoError(50736, `Cannot run getMore on cursor ${id}, which was created in another session`);
  if (source.transaction !== call.transaction)
    throw new MongoError(
      50741,
      `Cannot run getMore on cursor ${id}, which was created in another transaction or outside of one`,
    );
}

/** The error of a change stream, labelled if the driver may open the stream again where it was. */
function resumable(error: unknown): unknown {
  if (!(error instanceof MongoError) || !RESUMABLE.has(error.code)) return error;
  return new MongoError(error.code, error.message, { labels: ["ResumableChangeStreamError"], cause: error });
}

async function getMore(call: Call): Promise<Doc> {
  const { options, server } = call;
  const id = idOf(options.get("getMore"));
  const collection = options.requiredString("collection");
  const batchSize = options.count("batchSize") ?? 0;
  const cursor = server.cursors.take(id);
  const { namespace } = cursor.source;
  if (namespace !== `${call.db}.${collection}`)
    throw new MongoError(
      13,
      `Requested getMore on namespace '${call.db}.${collection}', but cursor belongs to a different namespace ${namespace}`,
    );
  assertOwn(call, cursor);
  try {
    const fault = server.failPoints?.onGetMore();
    if (fault) throw fault;
    return await nextReply(call, cursor, batchSize === 0 ? Infinity : batchSize);
  } catch (error) {
    server.cursors.kill(id);
    throw cursor.source.resumeToken ? resumable(error) : error;
  }
}

function killCursors(call: Call): Doc {
  const ids = call.options.requiredArray("cursors").map(idOf);
  const killed = ids.filter((id) => call.server.cursors.kill(id));
  const notFound = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
}

export const GET_MORE: Command = {
  name: "getMore",
  fields: ["collection", "batchSize", "term", "lastKnownCommittedOpTime"],
  inTransaction: true,
  reads: true,
  atSnapshot: "goesOn",
  onSecondary: "always",
  run: getMore,
};

export const KILL_CURSORS: Command = {
  name: "killCursors",
  fields: ["cursors"],
  inTransaction: true,
  onSecondary: "always",
  run: killCursors,
};
