import { compareBson } from "../../bson/compare.ts";
import { keyString } from "../../bson/key.ts";
import { arrayOf, binary, isNullish, unary, variadic } from "../operands.ts";
import type { OperatorTable } from "../types.ts";
import { truth } from "./comparisons.ts";

type Keyed = ReadonlyMap<string, unknown>;

function setOf(name: string, value: unknown): Keyed {
  return new Map(arrayOf(name, value, 17048).map((item) => [keyString(item), item]));
}

/** Sets have no order of their own; sorted output makes results repeatable. */
function sorted(items: Iterable<unknown>): unknown[] {
  return [...items].sort(compareBson);
}

function union(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  return sorted(new Map(values.flatMap((value) => [...setOf("$setUnion", value)])).values());
}

function intersection(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const [first, ...rest] = values.map((value) => setOf("$setIntersection", value));
  if (!first) return [];
  return sorted([...first].filter(([key]) => rest.every((set) => set.has(key))).map(([, item]) => item));
}

function difference(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  const without = setOf("$setDifference", b);
  return [...setOf("$setDifference", a)].filter(([key]) => !without.has(key)).map(([, item]) => item);
}

function isSubset(a: Keyed, b: Keyed): boolean {
  return [...a.keys()].every((key) => b.has(key));
}

function equals(values: readonly unknown[]): boolean {
  const [first, ...rest] = values.map((value) => setOf("$setEquals", value));
  return first !== undefined && rest.every((set) => set.size === first.size && isSubset(first, set));
}

/** Operators that treat arrays as sets. */
export const SETS: OperatorTable = new Map([
  variadic("$setUnion", { min: 0, max: 10_000 }, union),
  variadic("$setIntersection", { min: 0, max: 10_000 }, intersection),
  binary("$setDifference", difference),
  variadic("$setEquals", { min: 2, max: 10_000 }, equals),
  binary("$setIsSubset", (a, b) => isSubset(setOf("$setIsSubset", a), setOf("$setIsSubset", b))),
  unary("$anyElementTrue", (value) => arrayOf("$anyElementTrue", value, 17041).some(truth)),
  unary("$allElementsTrue", (value) => arrayOf("$allElementsTrue", value, 17040).every(truth)),
]);
