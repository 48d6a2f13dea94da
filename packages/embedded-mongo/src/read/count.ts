import { type Doc, isDoc, TYPE, typeOf } from "../bson/index.ts";
import { idIndexOf } from "../catalog/index.ts";
import { type Plan, planQuery } from "../planner/index.ts";
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

function countByIndex({ view, collection }: Reading, plan: Plan, selection: Selection): number | undefined {
  if (selection.filter.matchesAll)
    return view.countEntries(idIndexOf(collection).number, { lower: undefined, upper: undefined });
  if (plan.kind !== "index" || plan.index.partial || !isAnswered(selection.filterDoc, plan.exactPaths))
    return undefined;
  return plan.ranges.reduce((sum, range) => sum + view.countEntries(plan.index.number, range), 0);
}

/** Counts the selected documents, from an index alone where it can; null whenever the time slice is used up. */
export function* count(reading: Reading, selection: Selection): Generator<null, number> {
  const plan = planQuery(reading.collection, { ...selection, sort: undefined, moment: reading.moment });
  const byIndex = countByIndex(reading, plan, selection);
  if (byIndex !== undefined)
    return Math.min(Math.max(byIndex - (selection.skip ?? 0), 0), selection.limit ?? Infinity);
  let found = 0;
  for (const match of select(reading, { ...selection, sort: undefined })) {
    if (match === null) yield null;
    else found += 1;
  }
  return found;
}
