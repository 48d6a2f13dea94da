import { Decimal128 } from "bson";
import type { Collation } from "../bson/collate.ts";
import { regexOf } from "../bson/compare.ts";
import { regexPrefix, regexValue } from "../bson/regex.ts";
import { parseTypeSet } from "../bson/type-set.ts";
import { type Doc, isDoc, isNumeric, primitiveNumber, TYPE, typeNameOf, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { type BitsOperator, testBits } from "./bits.ts";
import { equalTo, inRange, matchesRegex, memberOf, type RangeOperator } from "./comparisons.ts";
import { anyOf, type Leaf, not, wholeOf } from "./leaf.ts";
import type { Bound, Conjunct } from "./types.ts";

/** What one operator of a field means, and what a planner may know of it. */
export interface Condition {
  readonly leaf: Leaf;
  readonly conjunct: (path: string) => readonly Conjunct[];
}

/** Builds the leaf of an `$elemMatch`; given by the filter compiler, which knows whole filters. */
export type CompileElemMatch = (operand: unknown) => Leaf;

/** What an operator may need besides its operand. */
interface OperatorContext {
  readonly elemMatch: CompileElemMatch;
  readonly collation: Collation | undefined;
}

type Build = (operand: unknown, context: OperatorContext) => Condition;

const NO_CONJUNCTS = (): readonly Conjunct[] => [];

function unknownTo(leaf: Leaf): Condition {
  return { leaf, conjunct: NO_CONJUNCTS };
}

/** Values an index holds as they are: arrays are indexed by element, so equality with one needs the document. */
function isIndexable(value: unknown): boolean {
  return !Array.isArray(value) && typeOf(value) !== TYPE.regex;
}

/** `path: value` and `$eq`. */
export function equality(operand: unknown, collation?: Collation): Condition {
  return {
    leaf: anyOf(equalTo(operand, collation)),
    conjunct: (path) => (isIndexable(operand) ? [{ kind: "eq", path, value: operand ?? null }] : []),
  };
}

/** `path: /regex/`. */
export function regularExpression(operand: unknown): Condition {
  const { pattern, options } = regexOf(operand);
  const prefix = regexPrefix(pattern, options);
  return {
    leaf: anyOf(matchesRegex(operand)),
    conjunct: (path) => (prefix === undefined ? [] : [{ kind: "prefix", path, prefix, regex: operand }]),
  };
}

function requireArray(operator: string, operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) throw new MongoError(2, `${operator} needs an array`);
  for (const item of operand as unknown[]) {
    if (isDoc(item) && Object.keys(item)[0]?.startsWith("$") && !("$ref" in item)) {
      throw new MongoError(2, `cannot nest $ under ${operator}`);
    }
  }
  return operand;
}

function membership(operator: string, operand: unknown, collation: Collation | undefined): Condition {
  const values = requireArray(operator, operand);
  const indexable = values.every(isIndexable);
  return {
    leaf: anyOf(memberOf(values, collation)),
    conjunct: (path) =>
      indexable ? [{ kind: "in", path, values: values.map((value) => value ?? null) }] : [],
  };
}

function range(operator: RangeOperator): Build {
  const lower = operator === "$gt" || operator === "$gte";
  const inclusive = operator === "$gte" || operator === "$lte";
  return (operand, { collation }) => {
    const test = inRange(operator, operand, collation);
    if (operand === null || operand === undefined) return inclusive ? equality(null) : unknownTo(anyOf(test));
    const type = typeOf(operand);
    const bounded = !Array.isArray(operand) && type !== TYPE.minKey && type !== TYPE.maxKey;
    const bound: Bound = { value: operand, inclusive };
    return {
      leaf: anyOf(test),
      conjunct: (path) =>
        bounded ? [{ kind: "range", path, ...(lower ? { lower: bound } : { upper: bound }) }] : [],
    };
  };
}

function exists(operand: unknown): Condition {
  const wanted = isTruthy(operand);
  const present = wholeOf((value) => value !== undefined);
  return {
    leaf: wanted ? present : not(present),
    conjunct: (path) => [{ kind: "exists", path, exists: wanted }],
  };
}

/** Truth as `$exists` and expressions know it: false, null, missing and zero are false. */
export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  if (value instanceof Decimal128) return Number(value.toString()) !== 0;
  return !isNumeric(value) || Number(primitiveNumber(value)) !== 0;
}

function wholeNumber(operator: string, operand: unknown): bigint {
  const primitive = primitiveNumber(operand);
  if (typeof primitive === "bigint") return primitive;
  if (primitive === undefined || !Number.isFinite(primitive)) {
    throw new MongoError(2, `malformed ${operator}, expected a number but found ${typeNameOf(operand)}`);
  }
  return BigInt(Math.trunc(primitive));
}

function size(operand: unknown): Condition {
  const primitive = primitiveNumber(operand);
  const length = Number(primitive);
  if (primitive === undefined || !Number.isInteger(length))
    throw new MongoError(9, "Failed to parse $size. Expected an integer");
  if (length < 0) throw new MongoError(9, "Failed to parse $size. Expected a non-negative number");
  return unknownTo(wholeOf((value) => Array.isArray(value) && value.length === length));
}

function modulo(operand: unknown): Condition {
  if (!Array.isArray(operand)) throw new MongoError(2, "malformed mod, needs to be an array");
  if (operand.length < 2) throw new MongoError(2, "malformed mod, not enough elements");
  if (operand.length > 2) throw new MongoError(2, "malformed mod, too many elements");
  const divisor = wholeNumber("mod", operand[0]);
  const remainder = wholeNumber("mod", operand[1]);
  if (divisor === 0n) throw new MongoError(2, "divisor cannot be 0");
  return unknownTo(
    anyOf((value) => {
      const number =
        primitiveNumber(value) ?? (typeOf(value) === TYPE.decimal ? Number(String(value)) : undefined);
      if (number === undefined || (typeof number === "number" && !Number.isFinite(number))) return false;
      return BigInt(typeof number === "number" ? Math.trunc(number) : number) % divisor === remainder;
    }),
  );
}

function all(operand: unknown, { elemMatch, collation }: OperatorContext): Condition {
  if (!Array.isArray(operand)) throw new MongoError(2, "$all needs an array");
  const items = operand as unknown[];
  const parts = items.map((item) => {
    if (isDoc(item) && Object.keys(item)[0] === "$elemMatch") return unknownTo(elemMatch(item.$elemMatch));
    if (isDoc(item) && Object.keys(item)[0]?.startsWith("$"))
      throw new MongoError(2, "no $ expressions in $all");
    return typeOf(item) === TYPE.regex ? regularExpression(item) : equality(item, collation);
  });
  if (parts.length === 0) return unknownTo(anyOf(() => false));
  return {
    leaf: { kind: "and", leaves: parts.map((part) => part.leaf) },
    conjunct: (path) => parts.flatMap((part) => part.conjunct(path)),
  };
}

function bits(operator: BitsOperator): Build {
  return (operand) => unknownTo(anyOf(testBits(operator, operand)));
}

function typed(operand: unknown): Condition {
  const types = parseTypeSet(operand);
  return unknownTo(anyOf((value) => types.has(typeOf(value)) && value !== undefined));
}

function negated(leaf: Leaf): Condition {
  return unknownTo(not(leaf));
}

function notEqual(operand: unknown, { collation }: OperatorContext): Condition {
  if (typeOf(operand) === TYPE.regex) throw new MongoError(2, "Can't have regex as arg to $ne.");
  return negated(anyOf(equalTo(operand, collation)));
}

/** `$regex` with its `$options`, which stand side by side in one field's document. */
export function regexWithOptions(operators: Doc): Condition {
  const operand = operators.$regex;
  const options = operators.$options;
  if (operand === undefined) throw new MongoError(2, "$options needs a $regex");
  if (options !== undefined && typeof options !== "string")
    throw new MongoError(2, "$options has to be a string");
  if (typeof operand === "string") return regularExpression(regexValue(operand, options ?? ""));
  if (typeOf(operand) !== TYPE.regex) throw new MongoError(2, "$regex has to be a string");
  const own = regexOf(operand);
  if (options !== undefined && own.options !== "")
    throw new MongoError(51074, "options set in both $regex and $options");
  return regularExpression(regexValue(own.pattern, options ?? own.options));
}

/** The operators a field's document may hold, besides `$not`, `$regex` and `$options`. */
export const FIELD_OPERATORS: ReadonlyMap<string, Build> = new Map<string, Build>([
  ["$eq", (operand, { collation }) => equality(operand, collation)],
  ["$ne", notEqual],
  ["$lt", range("$lt")],
  ["$lte", range("$lte")],
  ["$gt", range("$gt")],
  ["$gte", range("$gte")],
  ["$in", (operand, { collation }) => membership("$in", operand, collation)],
  ["$nin", (operand, { collation }) => negated(membership("$nin", operand, collation).leaf)],
  ["$exists", exists],
  ["$type", typed],
  ["$size", size],
  ["$mod", modulo],
  ["$all", all],
  ["$elemMatch", (operand, { elemMatch }) => unknownTo(elemMatch(operand))],
  ["$bitsAllSet", bits("$bitsAllSet")],
  ["$bitsAllClear", bits("$bitsAllClear")],
  ["$bitsAnySet", bits("$bitsAnySet")],
  ["$bitsAnyClear", bits("$bitsAnyClear")],
]);
