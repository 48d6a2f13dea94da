import { Binary } from "bson";
import {
  type AggregateEnv,
  compilePipeline,
  type Flow,
  type Output,
  type Pipeline,
} from "../../aggregate/index.ts";
import { computed, type Doc, encode, type FieldNames, isDoc, RawDocument } from "../../bson/index.ts";
import type { CursorSource } from "../../cursors/cursors.ts";
import { MongoError } from "../../errors.ts";
import { parseHint } from "../../planner/index.ts";
import { compileFilter, compileSort } from "../../query/index.ts";
import { count, type Match, select } from "../../read/index.ts";
import { type Call, collationOf, type OpenState } from "../call.ts";
import type { Command } from "../command.ts";
import { notSupported } from "../options.ts";
import { writeOutput } from "../write/pipeline-output.ts";
import { changeStreamSource } from "./change-stream.ts";
import { type CountedPipeline, countedPipeline } from "./count-pipeline.ts";
import { cursorLifetime, firstReply } from "./cursor-reply.ts";
import { plainPipeline } from "./plain-pipeline.ts";

function* docsOf(matches: Iterable<Match | null>): Generator<Doc | null> {
  for (const match of matches) yield match === null ? null : match.doc;
}

/** What stages read besides their input, all from one state. */
function envOf(call: Call, state: OpenState, collection: string | undefined): AggregateEnv {
  if (collationOf(call.options.get("collation"))) throw notSupported("a collation of aggregate");
  const env = call.env();
  return {
    ...env,
    db: call.db,
    ...(collection === undefined ? {} : { collection }),
    read(from, filterDoc, variables, order) {
      const source = call.findCollection(from.collection, from.db);
      if (!source) return [];
      const filter = compileFilter(
        filterDoc,
        variables ? { ...env, variables: { ...env.variables, ...variables } } : env,
      );
      const sort = order?.leadingSort && compileSort(order.leadingSort);
      const selection = { filter, filterDoc, sort, limit: order?.leadingLimit };
      return docsOf(select({ ...state, collection: source, slice: call.slice }, selection));
    },
  };
}

/** A pipeline about to be run. */
interface Work {
  readonly call: Call;
  readonly state: OpenState;
  readonly env: AggregateEnv;
  readonly stages: readonly Doc[];
  readonly pipeline: Pipeline;
  /** What the pipeline reads in place of a collection. */
  readonly source: Flow | undefined;
}

/** What the pipeline begins with, narrowed and sorted by indexes where they can. */
function selected({ call, state, env, pipeline }: Work): Iterable<Match | null> {
  const collection = env.collection === undefined ? undefined : call.findCollection(env.collection);
  if (!collection) return [];
  const { leadingFilter, leadingSort, leadingLimit } = pipeline;
  const selection = {
    filter: compileFilter(leadingFilter, env),
    filterDoc: leadingFilter,
    sort: leadingSort ? compileSort(leadingSort) : undefined,
    hint: parseHint(call.options.get("hint")),
    limit: leadingLimit,
  };
  return select({ ...state, collection, slice: call.slice }, selection);
}

/** The pipeline's documents. */
function run(work: Work): Flow {
  const { pipeline, source } = work;
  if (source) return pipeline.run(source);
  const sorted = pipeline.leadingSort !== undefined;
  return pipeline.run(docsOf(selected(work)), { filtered: true, sorted });
}

function* sent(matches: Iterable<Match | null>, picks?: FieldNames): Generator<RawDocument | null> {
  for (const match of matches) yield match === null ? null : match.sent(picks);
}

/** What is sent: as it is stored, where the pipeline does nothing to the documents but leave out fields. */
function results(work: Work): Generator<RawDocument | null> {
  const counting = countedPipeline(work.stages);
  if (counting) return counted(work, counting);
  const plain = work.source ? undefined : plainPipeline(work.stages, work.env);
  return plain ? sent(selected(work), plain.picks) : raw(run(work));
}

function* raw(flow: Flow): Generator<RawDocument | null> {
  for (const doc of flow) yield doc === null ? null : computed(doc);
}

/** Where a pipeline begins if not with a collection: the sessions that are known. */
function localSessions(call: Call, stages: readonly Doc[]): Flow | undefined {
  if (stages[0]?.$listLocalSessions === undefined) return undefined;
  return call.server.sessions.ids().map((id) => ({
    _id: { id: new Binary(Buffer.from(id, "hex"), Binary.SUBTYPE_UUID) },
    lastUse: call.now,
  }));
}

function stagesOf(call: Call): readonly Doc[] {
  return call.options.requiredArray("pipeline").map((stage) => {
    if (isDoc(stage)) return stage;
    throw new MongoError(14, "Each element of the 'pipeline' array must be an object");
  });
}

const WITHOUT_COLLECTION = new Set(["$documents", "$listLocalSessions"]);

/** `$documents` and `$listLocalSessions` need no collection, all other pipelines do (73 InvalidNamespace). */
function assertSource(stages: readonly Doc[], name: string | undefined): void {
  const first = Object.keys(stages[0] ?? {})[0] ?? "an empty pipeline";
  if (name === undefined && !WITHOUT_COLLECTION.has(first))
    throw new MongoError(73, `{aggregate: 1} is not valid for '${first}'; a collection is required.`);
  if (name !== undefined && WITHOUT_COLLECTION.has(first))
    throw new MongoError(73, `${first} is only valid on collectionless pipelines`);
}

function batchSizeOf(call: Call): number | undefined {
  const cursor = call.options.doc("cursor");
  if (!cursor)
    throw new MongoError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const unknown = Object.keys(cursor).find((name) => name !== "batchSize");
  if (unknown !== undefined)
    throw new MongoError(40415, `BSON field 'cursor.${unknown}' is an unknown field.`);
  const size = cursor.batchSize === undefined ? undefined : Number(cursor.batchSize);
  if (size !== undefined && !(size >= 0))
    throw new MongoError(2, "BSON field 'batchSize' value must be >= 0");
  return size;
}

/** The result of a pipeline that only counts, without reading documents where an index suffices. */
function* counted({ call, state, env }: Work, plan: CountedPipeline): Generator<RawDocument | null> {
  const collection = env.collection === undefined ? undefined : call.findCollection(env.collection);
  if (!collection) return;
  const hint = parseHint(call.options.get("hint"));
  const { match, skip, limit } = plan;
  const selection = { filter: compileFilter(match, env), filterDoc: match, skip, limit, hint };
  const found = yield* count({ ...state, collection, slice: call.slice }, selection);
  if (found > 0) yield new RawDocument(encode(plan.result(found)));
}

function prepare(call: Call, state: OpenState, name: string | undefined): Work {
  const stages = stagesOf(call);
  assertSource(stages, name);
  const env = envOf(call, state, name);
  const source = localSessions(call, stages);
  const pipeline = compilePipeline(source ? stages.slice(1) : stages, env);
  return { call, state, env, stages, pipeline, source };
}

async function write(work: Work, output: Output, namespace: string): Promise<Doc> {
  const { call } = work;
  if (call.transaction) throw new MongoError(263, "$out and $merge are not allowed in transactions");
  const level = call.options.doc("readConcern")?.level;
  if (level === "linearizable" || level === "snapshot")
    throw new MongoError(
      72,
      `${output.kind === "out" ? "$out" : "$merge"} cannot be used with a '${level}' read concern level`,
    );
  await writeOutput(call, output, run(work));
  return { cursor: { firstBatch: [], id: 0n, ns: namespace } };
}

function sourceOf(work: Work, namespace: string): CursorSource {
  const { call, state, env } = work;
  return {
    namespace,
    results: results(work),
    slice: call.slice,
    session: call.session,
    transaction: call.transaction,
    ...cursorLifetime(call, env.collection === undefined ? undefined : call.findCollection(env.collection)),
    close: state.close,
  };
}

async function aggregate(call: Call): Promise<Doc> {
  const name = call.options.get("aggregate") === 1 ? undefined : call.collectionName;
  if (call.options.bool("explain")) throw notSupported("the option 'explain' of aggregate");
  const batchSize = batchSizeOf(call);
  const namespace = `${call.db}.${name ?? "$cmd.aggregate"}`;
  const stream = changeStreamSource(call, stagesOf(call), namespace);
  if (stream) return await firstReply(call, stream, batchSize === undefined ? {} : { batchSize });
  const state = call.openState();
  let isHandedOver = false;
  try {
    const work = prepare(call, state, name);
    const { output } = work.pipeline;
    if (output) return await write(work, output, namespace);
    const source = sourceOf(work, namespace);
    isHandedOver = true;
    return await firstReply(call, source, batchSize === undefined ? {} : { batchSize });
  } finally {
    if (!isHandedOver) state.close();
  }
}

export const AGGREGATE: Command = {
  name: "aggregate",
  fields: [
    "pipeline",
    "cursor",
    "explain",
    "allowDiskUse",
    "bypassDocumentValidation",
    "collation",
    "hint",
    "let",
  ],
  inTransaction: true,
  reads: true,
  atSnapshot: "reads",
  writes: true,
  onSecondary: "optIn",
  run: aggregate,
};
