import { type Doc, isDoc, TYPE, typeOf } from "../bson/index.ts";
import { idIndexOf } from "../catalog/index.ts";
import { type IndexPlan, type Plan, planQuery } from "../planner/index.ts";
import { type Reading, type Selection, select } from "./select.ts";

const COMPARISONS = new Set(["$eq", "$in", "$gt", "$gte", "$lt", "$lte"]);

function isPlain(value: unknown): boolean {
  const type = typeOf(value);
  return value !== null && type !== TYPE.array && type !== TYPE.regex;
}

/** Whether a filter holds nothing but comparisons of paths that the plan's ranges answer exactly. */
function isAnswered(filter: Doc, exactPaths: ReadonlySet<string>): boolean {
  return Object.entries(filter).every(([path, value]) => {
    if (!exactPaths.has(path)) return false;
    if (!isDoc(value) || !Object.keys(value)[0]?.startsWith("$")) return isPlain(value);
    const operators = Object.entries(value);
    const points = operators.filter(([name]) => name === "$eq" || name === "$in").length;
    if (!operators.every(([name]) => COMPARISONS.has(name)) || (points > 0 && operators.length > 1))
      return false;
    return operators.every(([, operand]) =>
      Array.isArray(operand) ? operand.every(isPlain) : isPlain(operand),
    );
  });
}

/** Whether the index alone tells how many documents there are, without reading any. */
function isCountedByIndex(plan: Plan, { filterDoc }: Selection): plan is IndexPlan {
  return plan.kind === "index" && !plan.index.partial && isAnswered(filterDoc, plan.exactPaths);
}

/** How many documents the keys of a plan lead to, at most `most`: of an array each may have several. */
function* countHolders({ view, slice }: Reading, plan: IndexPlan, most: number): Generator<null, number> {
  const seen = new Set<number>();
  for (const range of plan.ranges)
    for (const { rid } of view.entries(plan.index.number, range)) {
      if (slice.isOver()) yield null;
      seen.add(rid);
      if (seen.size >= most) return seen.size;
    }
  return seen.size;
}

/** Counts the selected documents, from an index alone where it can; null whenever the time slice is used up. */
export function* count(reading: Reading, selection: Selection): Generator<null, number> {
  const { view, collection, moment } = reading;
  const { skip = 0, limit = Infinity } = selection;
  const plan = planQuery(collection, { ...selection, sort: undefined, moment });
  const within = (all: number) => Math.min(Math.max(all - skip, 0), limit);
  if (selection.filter.matchesAll)
    return within(view.countEntries(idIndexOf(collection).number, { lower: undefined, upper: undefined }));
  if (isCountedByIndex(plan, selection)) {
    if (plan.index.multikey) return within(yield* countHolders(reading, plan, skip + limit));
    return within(plan.ranges.reduce((sum, range) => sum + view.countEntries(plan.index.number, range), 0));
  }
  let found = 0;
  for (const match of select(reading, { ...selection, sort: undefined })) {
    if (match === null) yield null;
    else found += 1;
  }
  return found;
}
