import { type Doc, isDoc } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compileSort, type Sort } from "../../query/index.ts";
import { flowOf, TimeSlice } from "../flow.ts";
import type { Stage } from "../stage.ts";
import type { Flow } from "../types.ts";

/** A document with its sort key, computed once. */
interface Entry<T> {
  readonly key: readonly unknown[];
  readonly item: T;
}

type Compare<T> = (a: Entry<T>, b: Entry<T>) => number;

const SORT_RUN_LENGTH = 1024;
const MIN_BUFFER_LENGTH = 1024;

function* mergePair<T>(
  a: Entry<T>[],
  b: Entry<T>[],
  compare: Compare<T>,
  slice: TimeSlice,
): Generator<null, Entry<T>[]> {
  const merged: Entry<T>[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (!left) return merged.concat(b.slice(j));
    if (!right) return merged.concat(a.slice(i));
    if (compare(left, right) <= 0) {
      merged.push(left);
      i += 1;
    } else {
      merged.push(right);
      j += 1;
    }
    if (merged.length % SORT_RUN_LENGTH === 0 && slice.isOver()) {
      yield null;
      slice.restart();
    }
  }
}

/** Sorts a long list stably with pauses: short runs natively, then merged pair by pair. */
export function* sortEntries<T>(
  entries: readonly Entry<T>[],
  compare: Compare<T>,
): Generator<null, Entry<T>[]> {
  const slice = new TimeSlice();
  let runs: Entry<T>[][] = [];
  for (let at = 0; at < entries.length; at += SORT_RUN_LENGTH) {
    runs.push(entries.slice(at, at + SORT_RUN_LENGTH).sort(compare));
    if (slice.isOver()) {
      yield null;
      slice.restart();
    }
  }
  while (runs.length > 1) {
    const next: Entry<T>[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const [a = [], b] = [runs[i], runs[i + 1]];
      next.push(b ? yield* mergePair(a, b, compare, slice) : a);
    }
    runs = next;
  }
  return runs[0] ?? [];
}

function* sorting(flow: Flow, sort: Sort, most: number): Flow {
  const compare: Compare<Doc> = (a, b) => sort.compareKeys(a.key, b.key);
  let entries: Entry<Doc>[] = [];
  const full = Math.max(most * 2, MIN_BUFFER_LENGTH);
  for (const doc of flow) {
    if (doc === null) {
      yield null;
      continue;
    }
    entries.push({ key: sort.keyOf(doc), item: doc });
    // Beyond the limit only the best are kept, so memory stays bounded however long the flow is.
    if (entries.length >= full) entries = (yield* sortEntries(entries, compare)).slice(0, most);
  }
  yield* flowOf(itemsOf(yield* sortEntries(entries, compare), most));
}

/** One by one: a copy of a long list would be a pause too long. */
function* itemsOf<T>(entries: readonly Entry<T>[], most: number): Iterable<T> {
  let left = most;
  for (const { item } of entries) {
    if (left <= 0) return;
    left -= 1;
    yield item;
  }
}

/** Checks the operand of `$sort` (15973 not an object, 15976 empty). */
export function parseSort(operand: unknown): Doc {
  if (!isDoc(operand)) throw new MongoError(15973, "the $sort key specification must be an object");
  if (Object.keys(operand).length === 0) {
    throw new MongoError(15976, "$sort stage must have at least one sort key");
  }
  return operand;
}

/** `$sort`; with `most`, only the first `most` documents are kept in memory and returned. */
export function sortStage(spec: Doc, most = Infinity): Stage {
  const sort = compileSort(spec);
  return (flow) => sorting(flow, sort, most);
}
