import { computed, type Doc, getDotted, type RawDocument } from "../../bson/index.ts";
import { type Collection, namespaceOf } from "../../catalog/index.ts";
import type { CursorSource } from "../../cursors/cursors.ts";
import { MongoError } from "../../errors.ts";
import { type Between, type Plan, parseHint } from "../../planner/index.ts";
import {
  compileFilter,
  compileProjection,
  compileSort,
  type Filter,
  type Projection,
} from "../../query/index.ts";
import { type Match, planOf, type Selection, select } from "../../read/index.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";
import { notSupported, type Options } from "../options.ts";
import { cursorLifetime, firstReply } from "./cursor-reply.ts";
import { tailableSource } from "./tailable-cursor.ts";

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
    sort: sort && Object.keys(sort).length > 0 ? compileSort(sort, env.collation) : undefined,
    hint: parseHint(options.get("hint")),
    skip: options.count("skip") ?? 0,
    limit: limit === 0 ? undefined : Math.abs(limit),
  };
}

/** What `find` gives of each document. */
interface Shape {
  readonly projection: Projection | undefined;
  readonly showRecordId: boolean;
  /** The fields of the index whose keys are given instead of the documents; none where no index was used. */
  readonly keyFields: readonly string[] | undefined;
}

function keyOnly(match: Match, paths: readonly string[]): Doc {
  return Object.fromEntries(paths.map((path) => [path, getDotted(match.doc, path) ?? null]));
}

function* shaped(
  matches: Iterable<Match | null>,
  { projection, showRecordId, keyFields }: Shape,
): Generator<RawDocument | null> {
  const isPlain = (!projection || projection.picks !== undefined) && !showRecordId && !keyFields;
  for (const match of matches) {
    if (match === null) yield null;
    else if (isPlain) yield match.sent(projection?.picks);
    else {
      const whole = projection ? projection.apply(match.doc) : match.doc;
      const doc = keyFields ? keyOnly(match, keyFields) : whole;
      yield computed(showRecordId && !keyFields ? { ...doc, $recordId: BigInt(match.rid) } : doc);
    }
  }
}

function keyFieldsOf(call: Call, plan: Plan): readonly string[] | undefined {
  if (!call.options.bool("returnKey")) return undefined;
  if (plan.kind !== "index") return [];
  if (plan.index.multikey) throw notSupported("the option 'returnKey' on an index of arrays");
  return plan.index.fields.map(({ path }) => path);
}

function shapeOf(call: Call, plan: Plan, filter: Filter): Shape {
  const spec = call.options.doc("projection");
  const hasProjection = spec !== undefined && Object.keys(spec).length > 0;
  return {
    projection: hasProjection
      ? compileProjection(spec, call.env(call.options.get("collation")), filter)
      : undefined,
    showRecordId: call.options.bool("showRecordId"),
    keyFields: keyFieldsOf(call, plan),
  };
}

/** The source of a cursor over what is selected of a collection. */
function sourceOf(call: Call, collection: Collection, selection: Selection): CursorSource {
  const state = call.openState();
  try {
    const reading = { ...state, collection, slice: call.slice };
    const shape = shapeOf(call, planOf(reading, selection), selection.filter);
    return {
      namespace: namespaceOf(collection),
      results: shaped(select(reading, selection), shape)[Symbol.iterator](),
      limit: selection.limit,
      slice: call.slice,
      session: call.session,
      transaction: call.transaction,
      ...cursorLifetime(call, collection),
      single: call.options.bool("singleBatch"),
      untimed: call.options.bool("noCursorTimeout"),
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

function betweenOf(options: Options): Between | undefined {
  const [min, max] = [options.doc("min"), options.doc("max")];
  return min || max ? { min, max } : undefined;
}

async function find(call: Call): Promise<Doc> {
  const { options } = call;
  if (options.bool("awaitData") && !options.bool("tailable"))
    throw new MongoError(9, "Cannot set 'awaitData' without also setting 'tailable'");
  if (options.bool("tailable") && options.bool("singleBatch"))
    throw new MongoError(9, "Cannot use tailable option with the 'singleBatch' option");
  const limit = options.count("limit");
  const selection = { ...selectionOf(call, { limit: limit ?? 0 }), between: betweenOf(options) };
  const collection = call.findCollection(call.collectionName);
  const batchSize = options.count("batchSize");
  const reply = batchSize === undefined ? {} : { batchSize };
  if (options.bool("tailable"))
    return await firstReply(call, tailableSource(call, collection, selection), reply);
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
  atSnapshot: "reads",
  onSecondary: "optIn",
  run: find,
};
