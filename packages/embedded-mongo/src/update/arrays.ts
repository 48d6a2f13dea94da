import { Decimal128 } from "bson";
import { compareBson } from "../bson/compare.ts";
import { describe, describeId } from "../bson/describe.ts";
import { keyString } from "../bson/key.ts";
import { isDoc, isNumeric, primitiveNumber, TYPE, typeNameOf, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { compileSortBy } from "../expression/sort-by.ts";
import type { Modifier, ModifierContext } from "./tree.ts";

type Items = readonly unknown[];

/** The `$each` list of `$push` or `$addToSet`, or the operand itself as the only item. */
function itemsOf(operator: string, operand: unknown): Items {
  if (!isDoc(operand) || !("$each" in operand)) return [operand];
  const { $each: each } = operand;
  if (Array.isArray(each)) return each as unknown[];
  throw new MongoError(
    operator === "$push" ? 2 : 14,
    `The argument to $each in ${operator} must be an array but it was of type ${typeNameOf(each)}`,
  );
}

function wholeClause(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = value instanceof Decimal128 ? Number(value.toString()) : Number(primitiveNumber(value));
  if (Number.isInteger(number)) return number;
  throw new MongoError(
    2,
    `The value for ${name} must be an integer value but was given type: ${typeNameOf(value)}`,
  );
}

function sortClause(value: unknown): ((a: unknown, b: unknown) => number) | undefined {
  if (value === undefined) return undefined;
  const directions = isDoc(value) ? Object.values(value) : [value];
  const known = directions.every((item) => [1, -1].includes(Number(primitiveNumber(item) ?? 0)));
  if (directions.length > 0 && known) return compileSortBy(value);
  throw new MongoError(
    2,
    "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields",
  );
}

const PUSH_CLAUSES = new Set(["$each", "$position", "$slice", "$sort"]);

function checkClauses(operator: string, operand: unknown, known: ReadonlySet<string>): void {
  if (!isDoc(operand) || !("$each" in operand)) return;
  const unknown = Object.keys(operand).find((name) => !known.has(name));
  if (unknown !== undefined) throw new MongoError(2, `Unrecognized clause in ${operator}: ${unknown}`);
}

function arrayAt(current: unknown, place: ModifierContext): Items {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current as unknown[];
  throw new MongoError(
    2,
    `The field '${place.path}' must be an array but is of type ${typeNameOf(current)} in document ${describeId(place.root)}`,
  );
}

function cut(items: Items, length: number | undefined): Items {
  if (length === undefined) return items;
  if (length === 0) return [];
  return length > 0 ? items.slice(0, length) : items.slice(length);
}

/** `$push` with `$each`, `$position`, `$sort` and `$slice`, applied in that order. */
export function push(operand: unknown): Modifier {
  checkClauses("$push", operand, PUSH_CLAUSES);
  const added = itemsOf("$push", operand);
  const clauses = isDoc(operand) && "$each" in operand ? operand : {};
  const position = wholeClause("$position", clauses.$position);
  const length = wholeClause("$slice", clauses.$slice);
  const compare = sortClause(clauses.$sort);
  return (current, place) => {
    const items = [...arrayAt(current, place)];
    items.splice(position ?? items.length, 0, ...added);
    if (compare) items.sort(compare);
    return cut(items, length);
  };
}

/** `$addToSet`: items that are not yet there, in the order given. */
export function addToSet(operand: unknown): Modifier {
  checkClauses("$addToSet", operand, new Set(["$each"]));
  const added = itemsOf("$addToSet", operand);
  return (current, place) => {
    if (current !== undefined && !Array.isArray(current)) {
      throw new MongoError(
        2,
        `Cannot apply $addToSet to non-array field. Field named '${place.path.split(".").at(-1)}' has non-array type ${typeNameOf(current)}`,
      );
    }
    const items = arrayAt(current, place);
    const seen = new Set(items.map(keyString));
    const fresh = added.filter((item) => {
      const key = keyString(item);
      return !seen.has(key) && seen.add(key);
    });
    return fresh.length === 0 && current !== undefined ? current : [...items, ...fresh];
  };
}

/** `$pop`: the last element (1) or the first one (-1). */
export function pop(operand: unknown, path: string): Modifier {
  if (!isNumeric(operand)) {
    throw new MongoError(9, `Expected a number in: ${path}: ${describe(operand)}`);
  }
  const end = Number(primitiveNumber(operand));
  if (end !== 1 && end !== -1) throw new MongoError(9, `$pop expects 1 or -1, found: ${describe(operand)}`);
  return (current, place) => {
    if (current === undefined) return undefined;
    if (!Array.isArray(current)) {
      throw new MongoError(
        14,
        `Path '${place.path}' contains an element of non-array type '${typeNameOf(current)}'`,
      );
    }
    if (current.length === 0) return current;
    return end === 1 ? current.slice(0, -1) : current.slice(1);
  };
}

/** Drops the elements a test is met by; a missing field stays missing. */
export function culling(operator: string, isDropped: (item: unknown) => boolean): Modifier {
  return (current) => {
    if (current === undefined) return undefined;
    if (!Array.isArray(current)) throw new MongoError(2, `Cannot apply ${operator} to a non-array value`);
    const kept = (current as unknown[]).filter((item) => !isDropped(item));
    return kept.length === current.length ? current : kept;
  };
}

/** `$pullAll`: every element that equals one of the list. */
export function pullAll(operand: unknown): Modifier {
  if (typeOf(operand) !== TYPE.array) {
    throw new MongoError(2, `$pullAll requires an array argument but was given a ${typeNameOf(operand)}`);
  }
  const list = operand as Items;
  return culling("$pullAll", (item) => list.some((value) => compareBson(item, value) === 0));
}
