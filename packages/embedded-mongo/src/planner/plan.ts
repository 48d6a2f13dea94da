import type { Doc } from "../bson/index.ts";
import { type Collection, type Index, idIndexOf } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";
import type { Conjunct, Filter, Sort } from "../query/index.ts";
import type { KeyRange } from "../storage/index.ts";
import { boundsOf, prefixesWith, rangeOfPrefix, rangesAfter } from "./bounds.ts";
import { type Hint, hintedIndex } from "./hint.ts";
import { type Between, rangeBetween } from "./min-max.ts";
import { holdsAll } from "./partial-index.ts";

/** How the documents that may match are found. */
export type Plan =
  | { readonly kind: "collection"; readonly reverse: boolean; readonly ordered: boolean }
  | IndexPlan
  | { readonly kind: "union"; readonly branches: readonly IndexPlan[]; readonly ordered: false };

/** A walk along stretches of one index. */
export interface IndexPlan {
  readonly kind: "index";
  readonly index: Index;
  readonly ranges: readonly KeyRange[];
  /** Ranges to be walked side by side, each in the order of the sort; otherwise one after another. */
  readonly streams: readonly Stream[] | undefined;
  readonly reverse: boolean;
  /** Whether the documents come in the order of the sort. */
  readonly ordered: boolean;
  /** The paths that the ranges bound, without any value too many; a document may have several keys in a multikey index. */
  readonly exactPaths: ReadonlySet<string>;
  /** How good the plan is; 0 if it neither narrows nor orders. */
  readonly score: number;
}

/** Stretches of an index whose keys have the same beginning; behind it they follow the sort. */
export interface Stream {
  readonly ranges: readonly KeyRange[];
  readonly prefixLength: number;
}

/** What is asked of a collection. */
interface PlanRequest {
  readonly filter: Filter;
  /** The filter's own text, to compare with partial indexes. */
  readonly filterDoc: Doc;
  readonly sort?: Sort | undefined;
  readonly hint?: Hint | undefined;
  readonly between?: Between | undefined;
  /** The moment of the snapshot that is read; indexes finished later are not complete in it. */
  readonly moment: number;
}

const MAX_RANGES = 1000;
/** As many as MongoDB merges unless told otherwise (internalQueryMaxScansToExplode). */
const MAX_MERGED_RANGES = 200;
const POINT_SCORE = 10;
const RANGE_SCORE = 5;
const SORT_SCORE = 3;
const UNIQUE_KEY_SCORE = 1000;
/** Several whole unique keys lead to one document each, so to few. */
const UNIQUE_KEYS_SCORE = 500;

interface Narrowed {
  /** What the keys begin with, for each combination of single values; and the stretches behind it. */
  readonly streams: readonly Stream[];
  /** Paths bound to one single value. */
  readonly fixed: ReadonlySet<string>;
  /** Paths bound to single values, one or several. */
  readonly points: ReadonlySet<string>;
  readonly exactPaths: ReadonlySet<string>;
  readonly pointFields: number;
  readonly ranged: boolean;
}

/** Two paths into one array may be met by different elements, whose keys do not stand in one entry. */
function sharesArray(index: Index, bound: ReadonlySet<string>, path: string): boolean {
  return index.multikey && bound.has(path.split(".")[0] ?? "");
}

function narrow(index: Index, conjuncts: readonly Conjunct[]): Narrowed {
  let prefixes: Uint8Array[] = [new Uint8Array(0)];
  const [fixed, points] = [new Set<string>(), new Set<string>()];
  const exactPaths = new Set<string>();
  const roots = new Set<string>();
  let pointFields = 0;
  for (const field of index.fields) {
    const bounds = boundsOf(conjuncts, field.path, index.multikey);
    if (!bounds || sharesArray(index, roots, field.path)) break;
    if (prefixes.length * bounds.stretches.length > MAX_RANGES) break;
    // Of an array one element is enough for a single value; two ends of a range may be met by different elements.
    if (bounds.exact && (!index.multikey || bounds.points)) exactPaths.add(field.path);
    if (!bounds.points) {
      const streams = prefixes.map((prefix) => streamOf(prefix, rangesAfter([prefix], bounds, field)));
      return { streams, fixed, points, exactPaths, pointFields, ranged: true };
    }
    prefixes = prefixesWith(prefixes, bounds, field);
    roots.add(field.path.split(".")[0] ?? "");
    points.add(field.path);
    if (bounds.stretches.length === 1) fixed.add(field.path);
    pointFields += 1;
  }
  const streams = prefixes.map((prefix) => streamOf(prefix, [rangeOfPrefix(prefix)]));
  return { streams, fixed, points, exactPaths, pointFields, ranged: false };
}

function streamOf({ length }: Uint8Array, ranges: readonly KeyRange[]): Stream {
  return { ranges, prefixLength: length };
}

/** Whether a field of the index is known to hold arrays, which are sorted by their least or greatest element. */
function holdsArrays({ fields, arrays }: Index, path: string): boolean {
  return fields.some((field, i) => field.path === path && (arrays & (1 << i)) !== 0);
}

/**
 * The direction in which an index gives the sort's order: 1, -1, or 0 if it does not. `fixed`: paths with one value in
 * the whole walk; `inStream`: paths with one value in each stream of it.
 */
function orderOf(
  index: Index,
  { fixed, inStream }: { readonly fixed: ReadonlySet<string>; readonly inStream: ReadonlySet<string> },
  sort: Sort,
): 1 | -1 | 0 {
  if (sort.isCollated || sort.fields.some(({ path }) => holdsArrays(index, path))) return 0;
  const rest = index.fields.filter(({ path }) => !inStream.has(path));
  const wanted = sort.fields.filter(({ path }) => !fixed.has(path));
  let direction: 1 | -1 | 0 = 0;
  for (const [i, { path, direction: wantedDirection }] of wanted.entries()) {
    const field = rest[i];
    if (field?.path !== path) return 0;
    const here = field.direction === wantedDirection ? 1 : -1;
    if (direction !== 0 && direction !== here) return 0;
    direction = here;
  }
  return direction === 0 ? 1 : direction;
}

function planIndex(index: Index, { filter, sort }: PlanRequest, conjuncts: readonly Conjunct[]): IndexPlan {
  const { streams, fixed, points, exactPaths, pointFields, ranged } = narrow(index, conjuncts);
  const ranges = streams.flatMap((stream) => stream.ranges);
  const inOne = sort ? orderOf(index, { fixed, inStream: fixed }, sort) : 0;
  const merges = inOne === 0 && sort !== undefined && streams.length <= MAX_MERGED_RANGES;
  const order = merges ? orderOf(index, { fixed, inStream: points }, sort) : inOne;
  const score =
    pointFields * POINT_SCORE +
    (ranged ? RANGE_SCORE : 0) +
    (order === 0 ? 0 : SORT_SCORE) +
    (index.unique && !filter.matchesAll ? wholeKeyScore(index, fixed, points) : 0);
  const reverse = order < 0;
  return {
    kind: "index",
    index,
    ranges: reverse ? ranges.toReversed() : ranges,
    streams: merges && order !== 0 ? streams.map((stream) => along(stream, reverse)) : undefined,
    reverse,
    ordered: order !== 0,
    exactPaths,
    score,
  };
}

function wholeKeyScore({ fields }: Index, fixed: ReadonlySet<string>, points: ReadonlySet<string>): number {
  if (fixed.size === fields.length) return UNIQUE_KEY_SCORE;
  return points.size === fields.length ? UNIQUE_KEYS_SCORE : 0;
}

function along({ ranges, prefixLength }: Stream, reverse: boolean): Stream {
  return { ranges: reverse ? ranges.toReversed() : ranges, prefixLength };
}

function best(
  collection: Collection,
  question: PlanRequest,
  conjuncts: readonly Conjunct[],
): IndexPlan | undefined {
  let found: IndexPlan | undefined;
  for (const index of collection.indexes) {
    if (index.readyAt > question.moment || !holdsAll(index, conjuncts, question.filterDoc)) continue;
    const plan = planIndex(index, question, conjuncts);
    if (plan.score > (found?.score ?? 0)) found = plan;
  }
  return found;
}

function isNarrow(plan: IndexPlan | undefined): plan is IndexPlan {
  return plan !== undefined && plan.score >= RANGE_SCORE;
}

/** A walk along one index for each branch of an `$or`, if every branch has one. */
function union(collection: Collection, question: PlanRequest): Plan | undefined {
  const { sort: _sort, ...unsorted } = question;
  for (const conjunct of question.filter.conjuncts) {
    if (conjunct.kind !== "or") continue;
    const branches = conjunct.branches.map((branch) => best(collection, unsorted, branch));
    if (branches.every(isNarrow)) return { kind: "union", branches, ordered: false };
  }
  return undefined;
}

function naturally(collection: Collection, question: PlanRequest, reverse = false): Plan {
  const index = idIndexOf(collection);
  if (!index.spec.clustered) return { kind: "collection", reverse, ordered: !question.sort };
  return { ...planIndex(index, question, []), ordered: !question.sort, reverse };
}

function planHinted(collection: Collection, question: PlanRequest, hint: Hint): Plan {
  const { between, filter } = question;
  const hinted = hintedIndex(collection, hint);
  if (hinted === "natural") {
    if (between) throw new MongoError(51173, "min()/max() need an index as their hint");
    return naturally(collection, question, hint.reverse);
  }
  if (hinted.readyAt > question.moment)
    throw new MongoError(246, `The index ${hinted.name} is newer than the snapshot that is read`, {
      labels: ["TransientTransactionError"],
    });
  if (!between) return planIndex(hinted, question, filter.conjuncts);
  return {
    ...planIndex(hinted, question, []),
    ranges: [rangeBetween(hinted, between)],
    streams: undefined,
    exactPaths: new Set(),
  };
}

/** Chooses how to find the documents that may match; what the plan yields must still be tested by the filter. */
export function planQuery(collection: Collection, question: PlanRequest): Plan {
  const { filter, hint, sort } = question;
  if (hint) return planHinted(collection, question, hint);
  if (question.between)
    throw new MongoError(51173, "When using min()/max() a hint of which index to use must be provided");
  const plan = best(collection, question, filter.conjuncts);
  if (isNarrow(plan)) return plan;
  return union(collection, question) ?? (sort ? plan : undefined) ?? naturally(collection, question);
}
