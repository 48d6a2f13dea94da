import type { Doc } from "../bson/index.ts";
import { type Between, type Hint, type Plan, planQuery } from "../planner/index.ts";
import type { Filter, Sort } from "../query/index.ts";
import type { Match } from "./match.ts";
import { sorted } from "./sorted.ts";
import { type WalkSource, walk } from "./walk.ts";

/** Which documents of a collection are wanted, in which order. */
export interface Selection {
  readonly filter: Filter;
  readonly filterDoc: Doc;
  readonly sort?: Sort | undefined;
  readonly hint?: Hint | undefined;
  readonly between?: Between | undefined;
  readonly skip?: number;
  /** How many at most; undefined for all. */
  readonly limit?: number | undefined;
}

/** A place together with the moment of its snapshot; Infinity for the newest state. */
export interface Reading extends WalkSource {
  readonly moment: number;
}

function* cut(matches: Iterable<Match | null>, skip: number, limit: number): Generator<Match | null> {
  let seen = 0;
  for (const match of matches) {
    if (match === null) yield null;
    else {
      seen += 1;
      if (seen > skip) yield match;
      if (seen >= skip + limit) return;
    }
  }
}

/** How the selected documents are found. */
export function planOf(reading: Reading, selection: Selection): Plan {
  return planQuery(reading.collection, { ...selection, moment: reading.moment });
}

/** The selected documents; null whenever the time slice is used up. */
export function select(reading: Reading, selection: Selection): Iterable<Match | null> {
  const { filter, sort, skip = 0, limit = Infinity } = selection;
  const plan = planOf(reading, selection);
  const found = walk(reading, plan, filter);
  const ordered = !sort || plan.ordered ? found : sorted(found, sort, { ...reading, keep: skip + limit });
  return skip === 0 && limit === Infinity ? ordered : cut(ordered, skip, limit);
}
