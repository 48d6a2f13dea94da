import { compareBson } from "../../bson/compare.ts";
import { type Doc, isDoc, setField, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { arrayOf, binary, integerOf, isNullish, named, unary, variadic } from "../operands.ts";
import { compileSortBy } from "../sort-by.ts";
import type { Build, OperatorTable } from "../types.ts";

function elementAt(value: unknown, index: unknown): unknown {
  if (isNullish(value) || isNullish(index)) return null;
  return arrayOf("$arrayElemAt", value, 28689).at(integerOf("$arrayElemAt", index, 28690));
}

function edge(name: "$first" | "$last"): (value: unknown) => unknown {
  return (value) => {
    if (isNullish(value)) return null;
    return arrayOf(name, value, 28689).at(name === "$first" ? 0 : -1);
  };
}

function concat(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  return values.flatMap((value) => arrayOf("$concatArrays", value, 28664));
}

function contains(item: unknown, list: unknown): boolean {
  return arrayOf("$in", list, 40081).some((element) => compareBson(element, item) === 0);
}

function indexOf([list, item, from, to]: readonly unknown[]): unknown {
  if (isNullish(list)) return null;
  const items = arrayOf("$indexOfArray", list, 40090);
  const start = from === undefined ? 0 : integerOf("$indexOfArray", from, 40096);
  const end = to === undefined ? items.length : integerOf("$indexOfArray", to, 40096);
  if (start < 0 || end < 0) throw new MongoError(40097, "$indexOfArray requires nonnegative bounds");
  for (let i = start; i < Math.min(end, items.length); i += 1)
    if (compareBson(items[i], item) === 0) return i;
  return -1;
}

function reverse(value: unknown): unknown {
  return isNullish(value) ? null : arrayOf("$reverseArray", value, 34435).toReversed();
}

function size(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  throw new MongoError(
    17124,
    `The argument to $size must be an array, but was of type: ${typeNameOf(value)}`,
  );
}

function slice(values: readonly unknown[]): unknown {
  const [list, first, second] = values;
  if (values.some(isNullish)) return null;
  const items = arrayOf("$slice", list, 28724);
  const at = integerOf("$slice", first, 28725);
  if (values.length === 2) return at >= 0 ? items.slice(0, at) : items.slice(at);
  const count = integerOf("$slice", second, 28727);
  if (count <= 0) throw new MongoError(28729, "Third argument to $slice must be positive");
  const start = at < 0 ? Math.max(0, items.length + at) : at;
  return items.slice(start, start + count);
}

function toObject(value: unknown): unknown {
  if (isNullish(value)) return null;
  const doc: Doc = {};
  for (const entry of arrayOf("$arrayToObject", value, 40386)) {
    const [key, item] = Array.isArray(entry) ? (entry as unknown[]) : isDoc(entry) ? [entry.k, entry.v] : [];
    if (typeof key !== "string")
      throw new MongoError(40395, "$arrayToObject requires pairs whose key is a string");
    if (key.includes("\0")) throw new MongoError(4940400, "Key field cannot contain an embedded null byte");
    setField(doc, key, item);
  }
  return doc;
}

function toEntries(value: unknown): unknown {
  if (isNullish(value)) return null;
  if (!isDoc(value))
    throw new MongoError(40390, `$objectToArray requires a document input, found: ${typeNameOf(value)}`);
  return Object.entries(value).map(([k, v]) => ({ k, v }));
}

function positiveCount(name: string, n: unknown): number {
  const count = integerOf(name, n, 5787902);
  if (count <= 0) throw new MongoError(5787908, `'n' must be greater than 0, found ${count}`);
  return count;
}

function pick(
  name: string,
  choose: (items: readonly unknown[], n: number) => readonly unknown[],
): [string, Build] {
  return named(name, { required: ["n", "input"] }, ({ n, input }) => {
    const count = positiveCount(name, n);
    return choose(arrayOf(name, input, 5788200), count);
  });
}

function extremes(direction: 1 | -1): (items: readonly unknown[], n: number) => readonly unknown[] {
  return (items, n) =>
    items
      .filter((item) => !isNullish(item))
      .sort((a, b) => direction * compareBson(a, b))
      .slice(0, n);
}

const sortArray: Build = (operand, scope, compile) => {
  if (
    !isDoc(operand) ||
    !("sortBy" in operand) ||
    !("input" in operand) ||
    Object.keys(operand).length !== 2
  ) {
    throw new MongoError(2942501, "$sortArray requires 'input' and 'sortBy'");
  }
  const compare = compileSortBy(operand.sortBy);
  const input = compile(operand.input, scope);
  return (frame) => {
    const value = input(frame);
    return isNullish(value) ? null : [...arrayOf("$sortArray", value, 2942504)].sort(compare);
  };
};

/** Operators on arrays. */
export const ARRAYS: OperatorTable = new Map<string, Build>([
  binary("$arrayElemAt", elementAt),
  unary("$first", edge("$first")),
  unary("$last", edge("$last")),
  variadic("$concatArrays", { min: 0, max: 10_000 }, concat),
  binary("$in", contains),
  variadic("$indexOfArray", { min: 2, max: 4 }, indexOf),
  unary("$isArray", (value) => Array.isArray(value)),
  unary("$reverseArray", reverse),
  unary("$size", size),
  variadic("$slice", { min: 2, max: 3 }, slice),
  unary("$arrayToObject", toObject),
  unary("$objectToArray", toEntries),
  pick("$firstN", (items, n) => items.slice(0, n)),
  pick("$lastN", (items, n) => items.slice(-n)),
  pick("$minN", extremes(1)),
  pick("$maxN", extremes(-1)),
  ["$sortArray", sortArray],
]);
