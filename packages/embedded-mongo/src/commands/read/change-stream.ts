import { Timestamp } from "bson";
import { type AggregateEnv, compilePipeline, type Pipeline } from "../../aggregate/index.ts";
import {
  bsonEquals,
  type Doc,
  decode,
  encode,
  getField,
  idOf,
  isDoc,
  RawDocument,
} from "../../bson/index.ts";
import {
  eventOf,
  invalidates,
  invalidation,
  invalidationToken,
  isInvalidation,
  isReported,
  type LoggedChange,
  type Watched,
} from "../../changes/index.ts";
import type { CursorSource, Results } from "../../cursors/cursors.ts";
import { MongoError } from "../../errors.ts";
import { compileFilter } from "../../query/index.ts";
import { select } from "../../read/index.ts";
import type { Call } from "../call.ts";
import { notSupported, Options } from "../options.ts";

const OPTIONS = new Set([
  "fullDocument",
  "fullDocumentBeforeChange",
  "resumeAfter",
  "startAfter",
  "startAtOperationTime",
  "allChangesForCluster",
  "showExpandedEvents",
]);
const STAGES = new Set([
  "$match",
  "$project",
  "$addFields",
  "$set",
  "$unset",
  "$replaceRoot",
  "$replaceWith",
  "$redact",
]);

function tokenOf(options: Options, field: string): string | undefined {
  const given = options.doc(field);
  if (!given) return undefined;
  const data = getField(given, "_data");
  if (typeof data === "string") return data;
  throw new MongoError(260, `the token in ${field} is not one of this server`);
}

/** Refuses to go on after the end of a stream; to begin a new one there is another option. */
function assertGoesOn(token: string | undefined): void {
  if (token !== undefined && isInvalidation(token))
    throw new MongoError(
      260,
      "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
    );
}

/** The position in the log that a stream begins after. */
function startPosition(call: Call, options: Options): string {
  const { changes } = call.server;
  const given = ["resumeAfter", "startAfter", "startAtOperationTime"].filter(
    (name) => options.get(name) !== undefined,
  );
  if (given.length > 1)
    throw new MongoError(50674, "Only one type of resume option is allowed, but multiple were found.");
  const resumed = tokenOf(options, "resumeAfter");
  assertGoesOn(resumed);
  const token = resumed ?? tokenOf(options, "startAfter");
  const time = options.get("startAtOperationTime");
  if (token !== undefined) return changes.resume(token);
  if (time === undefined) return changes.now();
  if (!(time instanceof Timestamp)) throw new MongoError(14, "startAtOperationTime must be a timestamp");
  return changes.before(time);
}

function watchedBy(call: Call, options: Options): Watched {
  const isExpanded = options.bool("showExpandedEvents");
  if (options.bool("allChangesForCluster")) {
    if (call.db !== "admin" || call.options.get("aggregate") !== 1)
      throw new MongoError(
        72,
        "A $changeStream with 'allChangesForCluster:true' may only be opened on the 'admin' database, and with no collection name",
      );
    return { db: undefined, collection: undefined, isExpanded };
  }
  const collection = call.options.get("aggregate") === 1 ? undefined : call.collectionName;
  return { db: call.db, collection, isExpanded };
}

function refuseUnsupported(options: Options): void {
  options.assertKnown(OPTIONS);
  const full = options.string("fullDocument") ?? "default";
  if (full !== "default" && full !== "updateLookup")
    throw notSupported(`fullDocument '${full}' of a change stream`);
  const before = options.string("fullDocumentBeforeChange") ?? "off";
  if (before !== "off") throw notSupported(`fullDocumentBeforeChange '${before}' of a change stream`);
}

/** The changes of one stream as they come; can be asked again after its end. */
class ChangeStream implements Results {
  readonly #call: Call;
  readonly #watched: Watched;
  readonly #pipeline: Pipeline;
  readonly #looksUp: boolean;
  #position: string;
  /** The change that ends the stream, once the change itself was sent. */
  #last: LoggedChange | undefined;
  isOver = false;

  constructor(
    call: Call,
    options: Options,
    { pipeline, position }: { pipeline: Pipeline; position: string },
  ) {
    this.#call = call;
    this.#watched = watchedBy(call, options);
    this.#looksUp = options.string("fullDocument") === "updateLookup";
    this.#pipeline = pipeline;
    this.#position = position;
    // A stream resumed after the change that ended it sends the invalidate event first.
    const before = call.server.changes.at(position);
    if (before && isReported(this.#watched, before) && invalidates(this.#watched, before))
      this.#last = before;
  }

  get position(): string {
    return this.#position;
  }

  next(): IteratorResult<RawDocument | null, undefined> {
    while (!this.isOver) {
      const event = this.#last ? this.#end(this.#last) : this.#nextEvent();
      if (!event) break;
      for (const doc of this.#pipeline.run([event]))
        if (doc) return { value: checkedEvent(event, doc), done: false };
    }
    return { value: undefined, done: true };
  }

  #end(last: LoggedChange): Doc {
    this.isOver = true;
    this.#position = invalidationToken(last);
    return invalidation(last);
  }

  #nextEvent(): Doc | undefined {
    const { found, place } = this.#call.server.changes.next(this.#position, (change) =>
      isReported(this.#watched, change),
    );
    this.#position = place;
    if (!found) return undefined;
    if (invalidates(this.#watched, found)) this.#last = found;
    const { db, collection } = found.change.at;
    const looksUp = this.#looksUp && collection !== undefined;
    return eventOf(found, {
      isExpanded: this.#watched.isExpanded,
      lookUp: looksUp ? (id) => this.#present(db, collection, id) : undefined,
    });
  }

  /** The document as it is now; null if it is gone. */
  #present(db: string, name: string, id: unknown): Doc | null {
    const { server, slice } = this.#call;
    const collection = server.catalog.find(db, name);
    if (!collection) return null;
    const filterDoc = { _id: { $eq: id } };
    const state = this.#call.openState();
    try {
      for (const match of select(
        { ...state, collection, slice },
        { filter: compileFilter(filterDoc, { now: this.#call.now }), filterDoc },
      ))
        if (match) return decode(match.body);
      return null;
    } finally {
      state.close();
    }
  }
}

function checkedEvent(event: Doc, doc: Doc): RawDocument {
  if (!bsonEquals(idOf(event), idOf(doc) ?? null))
    throw new MongoError(
      280,
      "Encountered an event whose _id field, which contains the resume token, was modified by the pipeline.",
    );
  return new RawDocument(encode(doc));
}

function compileStages(stages: readonly Doc[], env: AggregateEnv): Pipeline {
  const refused = stages.map((stage) => Object.keys(stage)[0] ?? "").find((name) => !STAGES.has(name));
  if (refused !== undefined)
    throw new MongoError(20, `${refused} is not permitted in a $changeStream pipeline`);
  return compilePipeline(stages, env);
}

/** The source of a cursor over changes; undefined if the pipeline does not begin with `$changeStream`. */
export function changeStreamSource(
  call: Call,
  stages: readonly Doc[],
  namespace: string,
): CursorSource | undefined {
  const [first, ...rest] = stages;
  const given = first?.$changeStream;
  if (!isDoc(given)) return undefined;
  if (call.at)
    throw new MongoError(
      72,
      "Read concern snapshot is not supported for change streams. Only read concern level 'majority' is supported.",
    );
  if (call.transaction) throw new MongoError(263, "$changeStream cannot be used in a transaction");
  const options = new Options("$changeStream", given);
  refuseUnsupported(options);
  const pipeline = compileStages(rest, { ...call.env(), db: call.db, read: () => [] });
  const { changes } = call.server;
  changes.open();
  try {
    const stream = new ChangeStream(call, options, { pipeline, position: startPosition(call, options) });
    return {
      namespace,
      results: stream,
      slice: call.slice,
      session: call.session,
      transaction: undefined,
      get tailable() {
        return !stream.isOver;
      },
      awaitsData: true,
      resumeToken: () => ({ _data: stream.position }),
      close: () => changes.close(),
    };
  } catch (error) {
    changes.close();
    throw error;
  }
}
