import { type AggregateEnv, compilePipeline, type Flow, type Pipeline } from "../aggregate/index.ts";
import { type Doc, encode, isDoc, RawDocument } from "../bson/index.ts";
import type { Results } from "../cursors/cursors.ts";
import { MongoError } from "../errors.ts";
import { type Hint, parseHint } from "../planner/index.ts";
import { compileFilter, compileSort } from "../query/index.ts";
import { count, type Match, select } from "../read/index.ts";
import type { Call, OpenState } from "./call.ts";
import { countedPipeline } from "./counted-pipeline.ts";
import { firstReply } from "./cursor-reply.ts";
import { notSupported } from "./options.ts";
import { writeOutput } from "./output.ts";
import type { Command } from "./types.ts";

function* docsOf(matches: Iterable<Match | null>): Generator<Doc | null> {
  for (const match of matches) yield match === null ? null : match.doc;
}

/** What stages read besides their input, all from one state. */
function envOf(call: Call, state: OpenState, collection: string | undefined): AggregateEnv {
  const env = call.env(call.options.get("collation"));
  return {
    ...env,
    db: call.db,
    ...(collection === undefined ? {} : { collection }),
    read(from, filterDoc, variables) {
      const source = call.findCollection(from.collection, from.db);
      if (!source) return [];
      const filter = compileFilter(
        filterDoc,
        variables ? { ...env, variables: { ...env.variables, ...variables } } : env,
      );
      return docsOf(select({ ...state, collection: source, slice: call.slice }, { filter, filterDoc }));
    },
  };
}

/** The pipeline's first input, narrowed and sorted by indexes where they can. */
function inputOf(
  call: Call,
  state: OpenState,
  { pipeline, env, hint }: { pipeline: Pipeline; env: AggregateEnv; hint: Hint | undefined },
): Flow {
  const collection = env.collection === undefined ? undefined : call.findCollection(env.collection);
  if (!collection) return [];
  const { leadingFilter, leadingSort, leadingLimit } = pipeline;
  const selection = {
    filter: compileFilter(leadingFilter, env),
    filterDoc: leadingFilter,
    sort: leadingSort ? compileSort(leadingSort) : undefined,
    hint,
    limit: leadingLimit,
  };
  return docsOf(select({ ...state, collection, slice: call.slice }, selection));
}

function* raw(flow: Flow): Generator<RawDocument | null> {
  for (const doc of flow) yield doc === null ? null : new RawDocument(encode(doc));
}

function stagesOf(call: Call): readonly Doc[] {
  return call.options.requiredArray("pipeline").map((stage) => {
    if (isDoc(stage)) return stage;
    throw new MongoError(14, "Each element of the 'pipeline' array must be an object");
  });
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

/** The documents of a pipeline that only counts, found without reading them where an index can tell. */
function* counted(
  call: Call,
  state: OpenState,
  { env, stages }: { env: AggregateEnv; stages: readonly Doc[] },
): Generator<RawDocument | null> {
  const plan = countedPipeline(stages);
  const collection = env.collection === undefined ? undefined : call.findCollection(env.collection);
  if (!plan || !collection) return;
  const hint = parseHint(call.options.get("hint"));
  const selection = {
    filter: compileFilter(plan.match, env),
    filterDoc: plan.match,
    skip: plan.skip,
    limit: plan.limit,
    hint,
  };
  const found = yield* count({ ...state, collection, slice: call.slice }, selection);
  if (found > 0) yield new RawDocument(encode(plan.result(found)));
}

function resultsOf(
  call: Call,
  state: OpenState,
  work: { pipeline: Pipeline; env: AggregateEnv; stages: readonly Doc[] },
): Results {
  const { pipeline, env, stages } = work;
  if (countedPipeline(stages)) return counted(call, state, work);
  const input = inputOf(call, state, { pipeline, env, hint: parseHint(call.options.get("hint")) });
  const flow = pipeline.run(input, { filtered: true, sorted: pipeline.leadingSort !== undefined });
  return raw(flow);
}

async function aggregate(call: Call): Promise<Doc> {
  const target = call.options.get("aggregate");
  const name = target === 1 ? undefined : call.collectionName;
  if (call.options.bool("explain")) throw notSupported("the option 'explain' of aggregate");
  const stages = stagesOf(call);
  const batchSize = batchSizeOf(call);
  const state = call.openState();
  let kept = false;
  try {
    const env = envOf(call, state, name);
    const pipeline = compilePipeline(stages, env);
    const namespace = `${call.db}.${name ?? "$cmd.aggregate"}`;
    if (pipeline.output) {
      if (call.transaction) throw new MongoError(263, "$out and $merge are not allowed in transactions");
      const input = inputOf(call, state, { pipeline, env, hint: parseHint(call.options.get("hint")) });
      await writeOutput(
        call,
        pipeline.output,
        pipeline.run(input, { filtered: true, sorted: pipeline.leadingSort !== undefined }),
      );
      return { cursor: { firstBatch: [], id: 0n, ns: namespace } };
    }
    const source = {
      namespace,
      results: resultsOf(call, state, { pipeline, env, stages }),
      slice: call.slice,
      session: call.session,
      transaction: call.transaction,
      collection: name === undefined ? undefined : call.findCollection(name),
      close: state.close,
    };
    kept = true;
    return await firstReply(call, source, batchSize === undefined ? {} : { batchSize });
  } finally {
    if (!kept) state.close();
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
  writes: true,
  run: aggregate,
};
