import type { Collection } from "../catalog/index.ts";
import type { IndexPlan, Plan } from "../planner/index.ts";
import type { Filter } from "../query/index.ts";
import type { View } from "../storage/index.ts";
import { Match } from "./match.ts";
import type { Slice } from "./slice.ts";

/** Where a walk reads. */
export interface Place {
  readonly view: View;
  readonly collection: Collection;
  readonly slice: Slice;
}

function* alongIndex(view: View, { index, ranges, reverse }: IndexPlan): Generator<number> {
  for (const range of ranges) for (const { rid } of view.entries(index.number, range, reverse)) yield rid;
}

function* once(rids: Iterable<number>): Generator<number> {
  const seen = new Set<number>();
  for (const rid of rids) {
    if (seen.has(rid)) continue;
    seen.add(rid);
    yield rid;
  }
}

function* alongAll(view: View, plans: readonly IndexPlan[]): Generator<number> {
  for (const plan of plans) yield* alongIndex(view, plan);
}

function candidates(view: View, { number }: Collection, plan: Plan): Iterable<number> {
  if (plan.kind === "collection") return view.rids(number, { reverse: plan.reverse });
  if (plan.kind === "union") return once(alongAll(view, plan.branches));
  return plan.index.multikey ? once(alongIndex(view, plan)) : alongIndex(view, plan);
}

/** The documents that match, each once, in the plan's order; null whenever the time slice is used up. */
export function* walk(
  { view, collection, slice }: Place,
  plan: Plan,
  filter: Filter,
): Generator<Match | null> {
  for (const rid of candidates(view, collection, plan)) {
    if (slice.isOver()) yield null;
    const body = view.get(collection.number, rid);
    if (!body) continue;
    const match = new Match(rid, body);
    if (filter.matchesAll || filter.matches(match.doc)) yield match;
  }
}
