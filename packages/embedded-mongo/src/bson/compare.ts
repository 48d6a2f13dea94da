import {
  Binary,
  BSONRegExp,
  type BSONSymbol,
  type Code,
  type Decimal128,
  type ObjectId,
  type Timestamp,
} from "bson";
import { compareExact, type Exact, exactOfDecimal, exactOfPrimitive } from "./decimal.ts";
import { type Doc, primitiveNumber, TYPE, typeOf } from "./types.ts";

const RANK_NUMBER = 10;
const RANKS: readonly (readonly [type: number, rank: number])[] = [
  [TYPE.minKey, 1],
  [TYPE.missing, 3],
  [TYPE.null, 5],
  [TYPE.int, RANK_NUMBER],
  [TYPE.long, RANK_NUMBER],
  [TYPE.double, RANK_NUMBER],
  [TYPE.decimal, RANK_NUMBER],
  [TYPE.string, 15],
  [TYPE.symbol, 15],
  [TYPE.object, 20],
  [TYPE.array, 25],
  [TYPE.binData, 30],
  [TYPE.objectId, 35],
  [TYPE.bool, 40],
  [TYPE.date, 45],
  [TYPE.timestamp, 47],
  [TYPE.regex, 50],
  [TYPE.javascript, 60],
  [TYPE.javascriptWithScope, 65],
  [TYPE.maxKey, 127],
];
const RANK_BY_TYPE = new Uint8Array(129);
for (const [type, rank] of RANKS) RANK_BY_TYPE[type + 1] = rank;

/** The place of a type in MongoDB's cross-type order; types of one rank (the numbers) compare by value. */
export function rankOfType(type: number): number {
  return RANK_BY_TYPE[type + 1] ?? 0;
}

/** The place of a value's type in MongoDB's cross-type order. */
export function rankOf(value: unknown): number {
  return rankOfType(typeOf(value));
}

/** The exact value of any BSON number. */
export function exactOf(value: unknown): Exact {
  const primitive = primitiveNumber(value);
  return primitive === undefined ? exactOfDecimal(value as Decimal128) : exactOfPrimitive(primitive);
}

/** Compares two BSON numbers of any types exactly; NaN comes first and equals itself. */
export function compareNumbers(a: unknown, b: unknown): number {
  const left = primitiveNumber(a);
  const right = primitiveNumber(b);
  if (left === undefined || right === undefined) return compareExact(exactOf(a), exactOf(b));
  if (left < right) return -1;
  if (left > right) return 1;
  if (left >= right) return 0;
  return Number(Number.isNaN(right)) - Number(Number.isNaN(left));
}

/** Moves surrogates above the rest of the basic plane, so that code units compare as code points do. */
function codePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Compares strings by their UTF-8 bytes. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointOrder(left) < codePointOrder(right) ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

/** The bytes and subtype of a binary value. */
export function binaryOf(value: unknown): { bytes: Uint8Array; subtype: number } {
  if (value instanceof Binary)
    return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type };
  return { bytes: value as Uint8Array, subtype: 0 };
}

/** The pattern and options of a regular expression value. */
export function regexOf(value: unknown): { pattern: string; options: string } {
  if (value instanceof BSONRegExp) return { pattern: value.pattern, options: value.options };
  const { source, flags } = value as RegExp;
  return { pattern: source, options: flags.replaceAll(/[^imsux]/g, "") };
}

/** The text of a string or symbol. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : (value as BSONSymbol).value;
}

function compareBinary(a: unknown, b: unknown): number {
  const left = binaryOf(a);
  const right = binaryOf(b);
  return (
    Math.sign(left.bytes.length - right.bytes.length) ||
    Math.sign(left.subtype - right.subtype) ||
    Buffer.compare(left.bytes, right.bytes)
  );
}

function compareRegex(a: unknown, b: unknown): number {
  const left = regexOf(a);
  const right = regexOf(b);
  return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options);
}

function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return Math.sign(a.t - b.t) || Math.sign(a.i - b.i);
}

function compareCode(a: Code, b: Code): number {
  return compareStrings(a.code, b.code) || compareDocs(a.scope ?? {}, b.scope ?? {});
}

function compareDocs(a: Doc, b: Doc): number {
  const left = presentNames(a);
  const right = presentNames(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const leftName = left[i] ?? "";
    const rightName = right[i] ?? "";
    const order =
      Math.sign(rankOf(a[leftName]) - rankOf(b[rightName])) ||
      compareStrings(leftName, rightName) ||
      compareBson(a[leftName], b[rightName]);
    if (order !== 0) return order;
  }
  return Math.sign(left.length - right.length);
}

function presentNames(doc: Doc): string[] {
  const names = Object.keys(doc);
  return names.every((name) => doc[name] !== undefined)
    ? names
    : names.filter((name) => doc[name] !== undefined);
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const order = compareBson(a[i] ?? null, b[i] ?? null);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

function compareSameRank(type: number, a: unknown, b: unknown): number {
  switch (type) {
    case TYPE.int:
    case TYPE.long:
    case TYPE.double:
    case TYPE.decimal:
      return compareNumbers(a, b);
    case TYPE.string:
    case TYPE.symbol:
      return compareStrings(textOf(a), textOf(b));
    case TYPE.object:
      return compareDocs(a as Doc, b as Doc);
    case TYPE.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case TYPE.binData:
      return compareBinary(a, b);
    case TYPE.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case TYPE.bool:
      return Number(a) - Number(b);
    case TYPE.date:
      return Math.sign((a as Date).getTime() - (b as Date).getTime());
    case TYPE.timestamp:
      return compareTimestamps(a as Timestamp, b as Timestamp);
    case TYPE.regex:
      return compareRegex(a, b);
    case TYPE.javascript:
    case TYPE.javascriptWithScope:
      return compareCode(a as Code, b as Code);
    default:
      return 0;
  }
}

/**
 * MongoDB's order of any two BSON values: -1, 0 or 1. Types first (MinKey, missing, null, numbers, strings, objects,
 * arrays, binary, ObjectId, bool, date, timestamp, regex, code, MaxKey), then values; numbers compare exactly across types.
 */
export function compareBson(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b);
  const type = typeOf(a);
  const order = Math.sign(rankOfType(type) - rankOf(b));
  return order === 0 ? compareSameRank(type, a, b) : order;
}

/** Whether two values are equal in MongoDB's sense: 1 equals 1.0, documents are equal only with their fields in one order. */
export function bsonEquals(a: unknown, b: unknown): boolean {
  return compareBson(a, b) === 0;
}

/** Whether two values are the same in value *and* stored type, so that storing one for the other changes nothing. */
export function bsonIdentical(a: unknown, b: unknown): boolean {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  if (type === TYPE.array) {
    const left = a as unknown[];
    const right = b as unknown[];
    return left.length === right.length && left.every((item, i) => bsonIdentical(item, right[i]));
  }
  if (type === TYPE.object) return sameFields(a as Doc, b as Doc);
  if (type === TYPE.double) return Object.is(Number(a), Number(b));
  if (type === TYPE.decimal) return Buffer.compare((a as Decimal128).bytes, (b as Decimal128).bytes) === 0;
  return compareSameRank(type, a, b) === 0;
}

function sameFields(a: Doc, b: Doc): boolean {
  const left = presentNames(a);
  const right = presentNames(b);
  return (
    left.length === right.length &&
    left.every((name, i) => name === right[i] && bsonIdentical(a[name], b[name]))
  );
}
