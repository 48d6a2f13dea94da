import type { Sort } from "../query/index.ts";
import { Match } from "./match.ts";
import type { Slice } from "./slice.ts";
import type { WalkSource } from "./walk.ts";

/** What is kept of a document while it is sorted: not its content, so that sorting needs little memory. */
interface Entry {
  readonly keys: readonly unknown[];
  readonly rid: number;
}

const SORT_RUN_LENGTH = 1024;

type Compare = (a: Entry, b: Entry) => number;

/** Merges sorted runs two by two, giving null whenever the slice is over. */
function* mergeRuns(first: readonly Entry[][], compare: Compare, slice: Slice): Generator<null, Entry[]> {
  let runs = [...first];
  while (runs.length > 1) {
    const merged: Entry[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const [a, b] = [runs[i] ?? [], runs[i + 1]];
      merged.push(b ? yield* mergeTwo(a, b, { compare, slice }) : a);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeTwo(
  a: readonly Entry[],
  b: readonly Entry[],
  { compare, slice }: { compare: Compare; slice: Slice },
): Generator<null, Entry[]> {
  const out: Entry[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const [x, y] = [a[left], b[right]];
    if (slice.isOver()) yield null;
    if (x && (!y || compare(x, y) <= 0)) {
      out.push(x);
      left += 1;
    } else if (y) {
      out.push(y);
      right += 1;
    } else return out;
  }
}

/** Collects entries into sorted runs; where few are wanted, only the best so far are kept. */
class Runs {
  readonly #compare: Compare;
  readonly #keep: number;
  readonly #runs: Entry[][] = [];
  #open: Entry[] = [];

  constructor(compare: Compare, keep: number) {
    this.#compare = compare;
    this.#keep = keep;
  }

  get #few(): boolean {
    return this.#keep <= SORT_RUN_LENGTH;
  }

  add(entry: Entry): void {
    this.#open.push(entry);
    if (this.#open.length < (this.#few ? 2 * SORT_RUN_LENGTH : SORT_RUN_LENGTH)) return;
    this.#open.sort(this.#compare);
    if (this.#few) this.#open.length = this.#keep;
    else {
      this.#runs.push(this.#open);
      this.#open = [];
    }
  }

  finish(): Entry[][] {
    this.#open.sort(this.#compare);
    return [...this.#runs, this.#open];
  }
}

/** The matches in the order of a sort; equal ones stay in the order they came. `keep`: how many are wanted at most. */
export function* sorted(
  matches: Iterable<Match | null>,
  sort: Sort,
  { view, collection, slice, keep = Infinity }: WalkSource & { keep?: number },
): Generator<Match | null> {
  const compare: Compare = (a, b) => sort.compareKeys(a.keys, b.keys);
  const runs = new Runs(compare, keep);
  for (const match of matches) {
    if (match === null) yield null;
    else runs.add({ keys: sort.keyOf(match.doc), rid: match.rid });
  }
  const entries = yield* mergeRuns(runs.finish(), compare, slice);
  for (const { rid } of entries.slice(0, keep)) {
    if (slice.isOver()) yield null;
    const body = view.get(collection.number, rid);
    if (body) yield new Match(rid, body);
  }
}
