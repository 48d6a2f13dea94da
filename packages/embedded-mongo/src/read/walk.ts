import type { Collection } from "../catalog/index.ts";
import type { IndexPlan, Plan, Stream } from "../planner/index.ts";
import type { Filter } from "../query/index.ts";
import type { Entry, View } from "../storage/index.ts";
import { Match } from "./match.ts";
import type { Slice } from "./slice.ts";

/** Where a walk reads. */
export interface WalkSource {
  readonly view: View;
  readonly collection: Collection;
  readonly slice: Slice;
}

function* entriesIn(view: View, { index, reverse }: IndexPlan, ranges: Stream["ranges"]): Generator<Entry> {
  for (const range of ranges) yield* view.entries(index.number, range, reverse);
}

function* alongIndex(view: View, plan: IndexPlan): Generator<number> {
  if (plan.streams) yield* sideBySide(view, plan, plan.streams);
  else for (const { rid } of entriesIn(view, plan, plan.ranges)) yield rid;
}

/** The entries of several streams in one order: that of their keys behind what each stream begins with. */
function* sideBySide(view: View, plan: IndexPlan, streams: readonly Stream[]): Generator<number> {
  const sign = plan.reverse ? -1 : 1;
  const heads = streams.flatMap(({ ranges, prefixLength }) => {
    const entries = entriesIn(view, plan, ranges);
    const head = headOf(entries, prefixLength);
    return head ? [{ entries, prefixLength, head }] : [];
  });
  while (heads.length > 0) {
    let least = 0;
    for (const [place, { head }] of heads.entries())
      if (Buffer.compare(head.rest, heads[least]?.head.rest ?? head.rest) * sign < 0) least = place;
    const stream = heads[least];
    if (!stream) return;
    yield stream.head.rid;
    const next = headOf(stream.entries, stream.prefixLength);
    if (next) stream.head = next;
    else heads.splice(least, 1);
  }
}

function headOf(entries: Generator<Entry>, prefixLength: number) {
  const { value } = entries.next();
  return value ? { rid: value.rid, rest: value.key.subarray(prefixLength) } : undefined;
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
  { view, collection, slice }: WalkSource,
  plan: Plan,
  filter: Filter,
): Generator<Match | null> {
  for (const rid of candidates(view, collection, plan)) {
    if (slice.isOver()) yield null;
    const body = view.get(collection.number, rid);
    if (!body) continue;
    const match = new Match(rid, body);
    if (filter.matchesAll || match.meets(filter)) yield match;
  }
}
