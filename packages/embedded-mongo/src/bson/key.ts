import type { BSONSymbol, Code, ObjectId, Timestamp } from "bson";
import { binaryOf, exactOf, rankOfType, regexOf } from "./compare.ts";
import { compareExact, doubleOfExact, type Exact, exactOfPrimitive } from "./decimal.ts";
import { type Doc, primitiveNumber, TYPE, typeOf } from "./types.ts";

const DOUBLE_SIGN = 1n << 63n;
const EXPONENT_BIAS = 0x8000;
const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** Scratch space reused by every call: encoding is synchronous and the result is copied out. */
let scratch = Buffer.allocUnsafe(4096);
let at = 0;

function reserve(length: number): number {
  const start = at;
  if (start + length > scratch.length) {
    const larger = Buffer.allocUnsafe(Math.max(start + length, scratch.length * 2));
    scratch.copy(larger, 0, 0, start);
    scratch = larger;
  }
  at = start + length;
  return start;
}

function writeByte(value: number): void {
  const start = reserve(1);
  scratch[start] = value;
}

function writeRaw(bytes: Uint8Array): void {
  const start = reserve(bytes.length);
  scratch.set(bytes, start);
}

function writeUint32(value: number): void {
  const start = reserve(4);
  scratch.writeUInt32BE(value, start);
}

/** Text ends in 00 01 and escapes a null byte as 00 FF, so that no key is a prefix of another. */
function writeText(text: string): void {
  if (text.includes("\0")) {
    const bytes = Buffer.from(text.replaceAll("\0", "\0\u0001"), "utf8");
    for (let i = 1; i < bytes.length; i += 1) if (bytes[i - 1] === 0 && bytes[i] === 1) bytes[i] = 0xff;
    writeRaw(bytes);
  } else {
    const start = reserve(text.length * 3);
    at = start + scratch.write(text, start, "utf8");
  }
  writeByte(0);
  writeByte(1);
}

/** A double as 8 bytes in numeric order: positive ones with the sign bit set, negative ones inverted. */
function writeDouble(value: number): void {
  const start = reserve(8);
  scratch.writeDoubleBE(value === 0 ? 0 : value, start);
  if (value < 0) for (let i = start; i < start + 8; i += 1) scratch[i] = ~(scratch[i] ?? 0) & 0xff;
  else scratch[start] = (scratch[start] ?? 0) | 0x80;
}

/** The next double below; stepping the bit pattern by one steps to the neighbouring double. */
function nextBelow(value: number): number {
  if (value === Infinity) return Number.MAX_VALUE;
  if (value === 0) return -Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

/** Sign-aware decimal digits: exponent first, then digits, inverted for negative numbers. */
function writeExact(value: Exact): void {
  const digits = value.coefficient.toString().replace(/0+$/, "");
  const start = reserve(digits.length + 3);
  scratch.writeUInt16BE(value.coefficient.toString().length + value.exponent + EXPONENT_BIAS, start);
  scratch.write(digits, start + 2, "latin1");
  scratch[start + digits.length + 2] = 0;
  if (value.negative) for (let i = start; i < at; i += 1) scratch[i] = ~(scratch[i] ?? 0) & 0xff;
}

/**
 * Any number as the double at or below it; if that is not exact, the exact digits follow.
 * So equal numbers of different types share one key, and a long or decimal between two doubles keeps its place.
 */
function writeNumber(value: unknown): void {
  const primitive = primitiveNumber(value);
  const small = typeof primitive === "bigint" && primitive <= MAX_SAFE && primitive >= -MAX_SAFE;
  if (small || (typeof primitive === "number" && !Number.isNaN(primitive))) {
    writeDouble(Number(primitive));
    writeByte(0);
    return;
  }
  const exact = exactOf(value);
  if (exact.kind === "nan") {
    scratch.fill(0, reserve(9), at);
    return;
  }
  let floor = doubleOfExact(exact);
  let order = compareExact(exact, exactOfPrimitive(floor));
  if (order < 0) {
    floor = nextBelow(floor);
    order = 1;
  }
  writeDouble(floor);
  writeByte(order);
  if (order !== 0) writeExact(exact);
}

function writeDoc(doc: Doc): void {
  for (const name of Object.keys(doc)) {
    const value = doc[name];
    const type = typeOf(value);
    if (type === TYPE.missing) continue;
    writeByte(rankOfType(type));
    writeText(name);
    writeBody(type, value);
  }
  writeByte(0);
}

function writeArray(items: readonly unknown[]): void {
  for (const item of items) writeTagged(item ?? null);
  writeByte(0);
}

function writeBinary(value: unknown): void {
  const { bytes, subtype } = binaryOf(value);
  writeUint32(bytes.length);
  writeByte(subtype);
  writeRaw(bytes);
}

function writeDate(value: Date): void {
  const start = reserve(8);
  scratch.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value.getTime())) ^ DOUBLE_SIGN, start);
}

function writeCodeWithScope(value: Code): void {
  writeText(value.code);
  writeDoc(value.scope ?? {});
}

function writeRegex(value: unknown): void {
  const { pattern, options } = regexOf(value);
  writeText(pattern);
  writeText(options);
}

function writeTimestamp(value: Timestamp): void {
  writeUint32(value.t);
  writeUint32(value.i);
}

/** How the part of a key after the type byte is written; types not listed have one value and no body. */
const BODIES: ReadonlyMap<number, (value: never) => void> = new Map<number, (value: never) => void>([
  [TYPE.int, writeNumber],
  [TYPE.long, writeNumber],
  [TYPE.double, writeNumber],
  [TYPE.decimal, writeNumber],
  [TYPE.string, writeText],
  [TYPE.symbol, (value: BSONSymbol) => writeText(value.value)],
  [TYPE.object, writeDoc],
  [TYPE.array, writeArray],
  [TYPE.binData, writeBinary],
  [TYPE.objectId, (value: ObjectId) => writeRaw(value.id)],
  [TYPE.bool, (value: boolean) => writeByte(value ? 1 : 0)],
  [TYPE.date, writeDate],
  [TYPE.timestamp, writeTimestamp],
  [TYPE.regex, writeRegex],
  [TYPE.javascript, (value: Code) => writeText(value.code)],
  [TYPE.javascriptWithScope, writeCodeWithScope],
]);

function writeBody(type: number, value: unknown): void {
  BODIES.get(type)?.(value as never);
}

function writeTagged(value: unknown): void {
  const type = typeOf(value);
  writeByte(rankOfType(type));
  writeBody(type, value);
}

/**
 * An index key whose byte order is `compareBson`'s order. Keys are prefix-free: keys of compound indexes are concatenated,
 * descending fields inverted with `invertKey`. `undefined` (an empty array in an index) sorts before null.
 */
export function encodeKey(value: unknown): Uint8Array {
  at = 0;
  writeTagged(value);
  return Uint8Array.prototype.slice.call(scratch, 0, at);
}

/** The key with every bit turned round, so that it sorts in descending order. */
export function invertKey(key: Uint8Array): Uint8Array {
  return key.map((byte) => ~byte & 0xff);
}

/** A string that is the same for two values exactly if `bsonEquals` says so; for sets, groups and joins. */
export function keyString(value: unknown): string {
  at = 0;
  writeTagged(value);
  return scratch.toString("latin1", 0, at);
}

/** The first byte of every key of the value's type; the keys of one type lie in `[rank]` to `[rank + 1]`. */
export function keyRank(value: unknown): number {
  return rankOfType(typeOf(value));
}
