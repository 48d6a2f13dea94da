import type { Collation } from "../bson/collate.ts";
import { compareBson, rankOf } from "../bson/compare.ts";
import { keyString } from "../bson/key.ts";
import { compileRegexValue } from "../bson/regex.ts";
import { primitiveNumber, TYPE, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Test } from "./leaf.ts";

/** A range operator by what it accepts of `compareBson(value, operand)`. */
export type RangeOperator = "$lt" | "$lte" | "$gt" | "$gte";

function isNaNValue(value: unknown): boolean {
  return Number.isNaN(primitiveNumber(value) ?? (typeOf(value) === TYPE.decimal ? Number(String(value)) : 0));
}

/** Equality as filters know it: null also means missing, numbers compare across types. */
export function equalTo(operand: unknown, collation?: Collation): Test {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (collation) return (value) => value !== undefined && collation.compare(value, operand) === 0;
  if (typeof operand === "string")
    return (value) =>
      value === operand || (value !== null && typeof value === "object" && compareBson(value, operand) === 0);
  return (value) => value === operand || compareBson(value, operand) === 0;
}

function accepts(operator: RangeOperator, order: number): boolean {
  if (order === 0) return operator === "$lte" || operator === "$gte";
  return order < 0 ? operator === "$lt" || operator === "$lte" : operator === "$gt" || operator === "$gte";
}

/** A comparison that holds only between values of one type group; MinKey and MaxKey compare with everything, also with what is missing. */
export function inRange(operator: RangeOperator, operand: unknown, collation?: Collation): Test {
  const inclusive = operator === "$lte" || operator === "$gte";
  if (operand === null || operand === undefined) return inclusive ? equalTo(null) : () => false;
  const type = typeOf(operand);
  if (type === TYPE.regex) throw new MongoError(2, "Can't have RegEx as arg to predicate over field");
  if (type === TYPE.minKey || type === TYPE.maxKey) {
    return (value) => accepts(operator, compareBson(value ?? null, operand));
  }
  if (isNaNValue(operand)) return inclusive ? (value) => isNaNValue(value) : () => false;
  const rank = rankOf(operand);
  const compare = collation?.compare ?? compareBson;
  return (value) =>
    rankOf(value) === rank && accepts(operator, compare(value, operand)) && !isNaNValue(value);
}

/** A regular expression met by strings and symbols it matches, and by the same expression stored as a value. */
export function matchesRegex(operand: unknown): Test {
  const regex = compileRegexValue(operand);
  return (value) => {
    if (typeof value === "string") return regex.test(value);
    const type = typeOf(value);
    if (type === TYPE.symbol) return regex.test(String(value));
    return type === TYPE.regex && compareBson(value, operand) === 0;
  };
}

function inAny(operands: readonly unknown[], collation: Collation | undefined): Test {
  const tests = operands.map((operand) => equalTo(operand, collation));
  return (value) => tests.some((test) => test(value));
}

function inSetOf(operands: readonly unknown[]): Test {
  const keys = new Set(operands.map((operand) => keyString(operand ?? null)));
  return (value) => keys.size > 0 && keys.has(keyString(value ?? null));
}

/** Membership in a list of values and regular expressions. */
export function memberOf(operands: readonly unknown[], collation?: Collation): Test {
  const regexes = operands.filter((operand) => typeOf(operand) === TYPE.regex).map(matchesRegex);
  const plain = operands.filter((operand) => typeOf(operand) !== TYPE.regex);
  const inSet = plain.length === 1 || collation ? inAny(plain, collation) : inSetOf(plain);
  return regexes.length === 0 ? inSet : (value) => inSet(value) || regexes.some((regex) => regex(value));
}
