import { compareBson, rankOf } from "../../bson/compare.ts";
import { type Doc, isDoc } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compile, type Evaluate, type Frame, type Scope, scopeOf } from "../../expression/index.ts";
import { compileGroupField, type GroupField } from "../accumulators/accumulators.ts";
import { flowOf } from "../flow.ts";
import { type BuildStage, optionsOf } from "../stage.ts";
import type { Flow } from "../types.ts";
import { wholeCount } from "./basic-stages.ts";
import { Groups } from "./group.ts";
import { sortEntries, sortStage } from "./sort.ts";

function outputFields(stage: string, output: unknown, scope: Scope): readonly GroupField[] {
  if (output === undefined) return [compileGroupField("count", { $sum: 1 }, scope)];
  if (!isDoc(output)) throw new MongoError(40196, `the ${stage} 'output' field must be an object`);
  return Object.entries(output).map(([name, value]) => compileGroupField(name, value, scope));
}

function constant(expression: unknown, scope: Scope): unknown {
  return compile(expression, scope)({ root: {}, locals: [] });
}

function parseBoundaries(value: unknown, scope: Scope): readonly unknown[] {
  if (!Array.isArray(value)) throw new MongoError(40200, "the $bucket 'boundaries' field must be an array");
  if (value.length < 2)
    throw new MongoError(40192, "the $bucket 'boundaries' field must have at least 2 values");
  const boundaries = (value as unknown[]).map((item) => constant(item, scope));
  for (const [i, item] of boundaries.entries()) {
    if (i === 0) continue;
    if (rankOf(item) !== rankOf(boundaries[0])) {
      throw new MongoError(40193, "all values in the 'boundaries' option to $bucket must have the same type");
    }
    if (compareBson(item, boundaries[i - 1]) <= 0) {
      throw new MongoError(40194, "the 'boundaries' option to $bucket must be sorted in ascending order");
    }
  }
  return boundaries;
}

/** The lower boundary of the bucket a value falls into; undefined if none holds it. */
function bucketOf(value: unknown, boundaries: readonly unknown[]): unknown {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareBson(boundaries[middle], value) <= 0) low = middle + 1;
    else high = middle;
  }
  return low === boundaries.length ? undefined : boundaries[low - 1];
}

/** `$bucket`: groups by ranges of a value, in the order of the ranges. */
export const bucket: BuildStage = (operand, { env }) => {
  const options = optionsOf("$bucket", operand, ["groupBy", "boundaries", "default", "output"]);
  const scope = scopeOf(env);
  if (!("groupBy" in options) || !("boundaries" in options)) {
    throw new MongoError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified");
  }
  const groupBy = compile(options.groupBy, scope);
  const boundaries = parseBoundaries(options.boundaries, scope);
  const fields = outputFields("$bucket", options.output, scope);
  const other = "default" in options ? constant(options.default, scope) : undefined;
  if (other !== undefined && bucketOf(other, boundaries) !== undefined) {
    throw new MongoError(
      40199,
      "the $bucket 'default' field must be less than the lowest boundary or at least the highest",
    );
  }
  const sorting = sortStage({ _id: 1 });
  return (flow) => sorting(bucketing(flow, { groupBy, boundaries, other }, fields));
};

interface Buckets {
  readonly groupBy: Evaluate;
  readonly boundaries: readonly unknown[];
  readonly other: unknown;
}

function* bucketing(flow: Flow, buckets: Buckets, fields: readonly GroupField[]): Flow {
  const groups = new Groups(fields);
  for (const doc of flow) {
    if (doc === null) {
      yield null;
      continue;
    }
    const frame: Frame = { root: doc, locals: [] };
    const id = bucketOf(buckets.groupBy(frame), buckets.boundaries) ?? buckets.other;
    if (id === undefined) {
      throw new MongoError(
        40066,
        "$bucket could not find a matching branch for an input, and no default was specified.",
      );
    }
    groups.add(id, frame);
  }
  yield* flowOf(groups.results());
}

type Valued = { readonly key: readonly unknown[]; readonly item: Frame };

/** Cuts sorted values into buckets of about one size; equal values never part. */
function* evenBuckets(entries: readonly Valued[], wanted: number): Iterable<readonly Valued[]> {
  const size = Math.max(1, Math.round(entries.length / wanted));
  let start = 0;
  for (let made = 1; start < entries.length; made += 1) {
    let end = made === wanted ? entries.length : Math.min(entries.length, start + size);
    while (end < entries.length && compareBson(entries[end]?.key[0], entries[end - 1]?.key[0]) === 0)
      end += 1;
    yield entries.slice(start, end);
    start = end;
  }
}

function* autoBuckets(
  entries: readonly Valued[],
  wanted: number,
  fields: readonly GroupField[],
): Iterable<Doc> {
  const parts = [...evenBuckets(entries, wanted)];
  for (const [i, part] of parts.entries()) {
    const max = parts[i + 1]?.[0] ?? part.at(-1);
    const id = { min: part[0]?.key[0] ?? null, max: max?.key[0] ?? null };
    const groups = new Groups(fields);
    for (const { item } of part) groups.add(id, item);
    yield* groups.results();
  }
}

/** `$bucketAuto`: a given number of groups of about one size by ranges of a value. */
export const bucketAuto: BuildStage = (operand, { env }) => {
  const options = optionsOf("$bucketAuto", operand, ["groupBy", "buckets", "output", "granularity"]);
  if ("granularity" in options) throw new MongoError(115, "$bucketAuto: 'granularity' is not supported");
  if (!("groupBy" in options) || !("buckets" in options)) {
    throw new MongoError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
  }
  const scope = scopeOf(env);
  const groupBy = compile(options.groupBy, scope);
  const wanted = wholeCount("$bucketAuto", options.buckets, 1, 40243);
  const fields = outputFields("$bucketAuto", options.output, scope);
  return function* distributing(flow: Flow): Flow {
    const entries: Valued[] = [];
    for (const doc of flow) {
      if (doc === null) {
        yield null;
        continue;
      }
      const item: Frame = { root: doc, locals: [] };
      entries.push({ key: [groupBy(item) ?? null], item });
    }
    const sorted = yield* sortEntries(entries, (a, b) => compareBson(a.key[0], b.key[0]));
    yield* flowOf(autoBuckets(sorted, wanted, fields));
  };
};
