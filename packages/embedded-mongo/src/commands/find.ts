import { type Doc, encode, RawDocument } from "../bson/index.ts";
import { type Collection, namespaceOf } from "../catalog/index.ts";
import type { CursorSource } from "../cursors/cursors.ts";
import { MongoError } from "../errors.ts";
import { parseHint } from "../planner/index.ts";
import { compileFilter, compileProjection, compileSort, type Projection } from "../query/index.ts";
import { type Match, type Selection, select } from "../read/index.ts";
import type { Call } from "./call.ts";
import { firstReply } from "./cursor-reply.ts";
import { notSupported, type Options } from "./options.ts";
import { tail } from "./tail.ts";
import type { Command } from "./types.ts";

const REFUSED = ["max", "min", "returnKey"];
const EMPTY: Doc = {};

/** What a command asks to have selected. */
export function selectionOf(
  call: Call,
  { filter = "filter", limit = call.options.number("limit") ?? 0 } = {},
): Selection {
  const { options } = call;
  const filterDoc = options.doc(filter) ?? EMPTY;
  const sort = options.doc("sort");
  const env = call.env(options.get("collation"));
  return {
    filter: compileFilter(filterDoc, env),
    filterDoc,
    sort: sort && Object.keys(sort).length > 0 ? compileSort(sort) : undefined,
    hint: parseHint(options.get("hint")),
    skip: options.count("skip") ?? 0,
    limit: limit === 0 ? undefined : Math.abs(limit),
  };
}

function* shaped(
  matches: Iterable<Match | null>,
  projection: Projection | undefined,
  showRecordId: boolean,
): Generator<RawDocument | null> {
  for (const match of matches) {
    if (match === null) yield null;
    else if (!projection && !showRecordId) yield new RawDocument(match.body);
    else {
      const doc = projection ? projection.apply(match.doc) : match.doc;
      yield new RawDocument(encode(showRecordId ? { ...doc, $recordId: BigInt(match.rid) } : doc));
    }
  }
}

/** The source of a cursor over what is selected of a collection. */
function sourceOf(call: Call, collection: Collection, selection: Selection): CursorSource {
  const state = call.openState();
  try {
    const spec = call.options.doc("projection");
    const projection =
      spec && Object.keys(spec).length > 0
        ? compileProjection(spec, call.env(call.options.get("collation")), selection.filter)
        : undefined;
    const matches = select({ ...state, collection, slice: call.slice }, selection);
    return {
      namespace: namespaceOf(collection),
      results: shaped(matches, projection, call.options.bool("showRecordId"))[Symbol.iterator](),
      limit: selection.limit,
      slice: call.slice,
      session: call.session,
      transaction: call.transaction,
      collection,
      close: state.close,
    };
  } catch (error) {
    state.close();
    throw error;
  }
}

function emptySource(call: Call): CursorSource {
  return {
    namespace: `${call.db}.${call.collectionName}`,
    results: [][Symbol.iterator](),
    slice: call.slice,
    session: call.session,
    transaction: call.transaction,
    close: () => undefined,
  };
}

function refuseUnsupported(options: Options): void {
  for (const name of REFUSED) {
    const value = options.get(name);
    if (value !== undefined && value !== false) throw notSupported(`the option '${name}' of find`);
  }
  if (options.bool("awaitData") && !options.bool("tailable"))
    throw new MongoError(9, "Cannot set 'awaitData' without also setting 'tailable'");
}

async function find(call: Call): Promise<Doc> {
  const { options } = call;
  refuseUnsupported(options);
  const limit = options.count("limit");
  const selection = selectionOf(call, { limit: limit ?? 0 });
  const collection = call.findCollection(call.collectionName);
  const batchSize = options.count("batchSize");
  const reply = { ...(batchSize === undefined ? {} : { batchSize }), single: options.bool("singleBatch") };
  if (options.bool("tailable")) return await firstReply(call, tail(call, collection, selection), reply);
  return await firstReply(
    call,
    collection ? sourceOf(call, collection, selection) : emptySource(call),
    reply,
  );
}

export const FIND: Command = {
  name: "find",
  fields: [
    "filter",
    "sort",
    "projection",
    "hint",
    "skip",
    "limit",
    "batchSize",
    "singleBatch",
    "max",
    "min",
    "returnKey",
    "showRecordId",
    "tailable",
    "awaitData",
    "oplogReplay",
    "noCursorTimeout",
    "allowPartialResults",
    "collation",
    "allowDiskUse",
    "let",
  ],
  inTransaction: true,
  reads: true,
  run: find,
};
