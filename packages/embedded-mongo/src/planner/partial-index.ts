import { rankOf } from "../bson/compare.ts";
import { bsonEquals, compareBson, type Doc, getField, isDoc } from "../bson/index.ts";
import type { Index } from "../catalog/index.ts";
import type { Conjunct } from "../query/index.ts";

type Range = Extract<Conjunct, { kind: "range" }>;

const CONJUNCT_OPERATORS = new Set(["$eq", "$gt", "$gte", "$lt", "$lte", "$exists"]);

/** Whether a condition can only hold where the path exists and is not null. */
function excludesMissing(conjunct: Conjunct): boolean {
  if (conjunct.kind === "eq") return conjunct.value !== null;
  if (conjunct.kind === "in") return !conjunct.values.includes(null);
  if (conjunct.kind === "exists") return conjunct.exists;
  return conjunct.kind === "range" || conjunct.kind === "prefix";
}

function isInside(value: unknown, { lower, upper }: Range): boolean {
  const above =
    !lower ||
    (rankOf(value) === rankOf(lower.value) && compareBson(value, lower.value) >= (lower.inclusive ? 0 : 1));
  const below =
    !upper ||
    (rankOf(value) === rankOf(upper.value) && compareBson(value, upper.value) <= (upper.inclusive ? 0 : -1));
  return above && below;
}

function isNarrower(given: Range, wanted: Range): boolean {
  const ends = [
    [given.lower, wanted.lower],
    [given.upper, wanted.upper],
  ] as const;
  return ends.every(([end, limit]) => {
    if (!limit) return true;
    if (!end || !isInside(end.value, { ...wanted })) {
      return end !== undefined && bsonEquals(end.value, limit.value) && (limit.inclusive || !end.inclusive);
    }
    return true;
  });
}

function implies(given: Conjunct, wanted: Conjunct): boolean {
  if (!("path" in given && "path" in wanted) || given.path !== wanted.path) return false;
  if (wanted.kind === "exists") return wanted.exists && excludesMissing(given);
  if (wanted.kind === "eq") return given.kind === "eq" && bsonEquals(given.value, wanted.value);
  if (wanted.kind !== "range") return false;
  if (given.kind === "eq") return isInside(given.value, wanted);
  if (given.kind === "in") return given.values.every((value) => isInside(value, wanted));
  return given.kind === "range" && isNarrower(given, wanted);
}

/** Whether the conjuncts of a filter entry say all of it. */
function isToldByConjuncts(value: unknown): boolean {
  if (!isDoc(value)) return true;
  const operators = Object.keys(value);
  return (
    operators.every((name) => CONJUNCT_OPERATORS.has(name)) || !operators.some((name) => name.startsWith("$"))
  );
}

function impliesPartial(index: Index, conjuncts: readonly Conjunct[], filter: Doc): boolean {
  const { partial, partialSpec } = index;
  if (!partial || !partialSpec) return true;
  const open = Object.entries(partialSpec).filter(
    ([name, value]) => !(Object.hasOwn(filter, name) && bsonEquals(getField(filter, name), value)),
  );
  const paths = new Set(open.map(([name]) => name));
  if (!open.every(([name, value]) => !name.startsWith("$") && isToldByConjuncts(value))) return false;
  const wanted = partial.conjuncts.filter((conjunct) => "path" in conjunct && paths.has(conjunct.path));
  return wanted.every((want) => conjuncts.some((given) => implies(given, want)));
}

/** Whether an index holds every document that the conditions accept, although it may leave out others. */
export function holdsAll(index: Index, conjuncts: readonly Conjunct[], filter: Doc): boolean {
  if (index.sparse) {
    const paths = new Set(index.fields.map(({ path }) => path));
    const excluding = conjuncts.some(
      (conjunct) => "path" in conjunct && paths.has(conjunct.path) && excludesMissing(conjunct),
    );
    if (!excluding) return false;
  }
  return impliesPartial(index, conjuncts, filter);
}
