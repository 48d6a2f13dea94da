import {
  Binary,
  BSONRegExp,
  type BSONSymbol,
  type Code,
  type Decimal128,
  type Double,
  type Int32,
  type Long,
  type ObjectId,
  type Timestamp,
} from "bson";
import { MongoError } from "../errors.ts";
import { MAX_NESTING } from "./decode.ts";
import { assertDocumentSize } from "./limits.ts";
import { type Doc, isDoc, TYPE, typeNameOf, typeOf } from "./types.ts";

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const INITIAL_BYTES = 1024;

/** A document that is bytes already; it may stand wherever `encode` takes a document. */
export class RawDocument {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** A growing buffer, written front to back; document lengths are filled in afterwards. */
class Writer {
  bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  at = 0;

  reserve(length: number): number {
    const start = this.at;
    const end = start + length;
    if (end > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, start);
      this.bytes = larger;
    }
    this.at = end;
    return start;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  int32(value: number): void {
    const at = this.reserve(4);
    this.bytes.writeInt32LE(value, at);
  }

  raw(value: Uint8Array): void {
    const at = this.reserve(value.length);
    this.bytes.set(value, at);
  }

  text(value: string): number {
    const start = this.reserve(value.length * 3);
    const length = this.bytes.write(value, start, "utf8");
    this.at = start + length;
    return length;
  }

  cstring(value: string): void {
    if (value.includes("\0")) throw new MongoError(2, "A field name or pattern may not contain a null byte");
    this.text(value);
    this.byte(0);
  }

  string(value: string): void {
    const lengthAt = this.reserve(4);
    const length = this.text(value);
    this.byte(0);
    this.bytes.writeInt32LE(length + 1, lengthAt);
  }
}

function writeLong(writer: Writer, value: bigint): void {
  if (value > INT64_MAX || value < INT64_MIN) throw new MongoError(15, "A long is outside 64 bits");
  const at = writer.reserve(8);
  writer.bytes.writeBigInt64LE(value, at);
}

function writeDouble(writer: Writer, value: number): void {
  const at = writer.reserve(8);
  writer.bytes.writeDoubleLE(value, at);
}

function writeBinary(writer: Writer, value: Binary | Uint8Array): void {
  const data = value instanceof Binary ? value.buffer.subarray(0, value.position) : value;
  const subtype = value instanceof Binary ? value.sub_type : 0;
  const old = subtype === Binary.SUBTYPE_BYTE_ARRAY;
  writer.int32(old ? data.length + 4 : data.length);
  writer.byte(subtype);
  if (old) writer.int32(data.length);
  writer.raw(data);
}

function writeDate(writer: Writer, value: Date): void {
  const ms = value.getTime();
  if (Number.isNaN(ms)) throw new MongoError(2, "An invalid date cannot be stored");
  writeLong(writer, BigInt(ms));
}

function writeRegex(writer: Writer, value: BSONRegExp | RegExp): void {
  writer.cstring(value instanceof BSONRegExp ? value.pattern : value.source);
  writer.cstring(value instanceof BSONRegExp ? value.options : value.flags.replaceAll(/[^imsux]/g, ""));
}

function writeCodeWithScope(writer: Writer, value: Code, depth: number): void {
  const lengthAt = writer.reserve(4);
  writer.string(value.code);
  writeObject(writer, value.scope ?? {}, depth + 1);
  writer.bytes.writeInt32LE(writer.at - lengthAt, lengthAt);
}

function writeTimestamp(writer: Writer, value: Timestamp): void {
  const at = writer.reserve(8);
  writer.bytes.writeUInt32LE(value.i, at);
  writer.bytes.writeUInt32LE(value.t, at + 4);
}

type ValueWriter = (writer: Writer, value: never, depth: number) => void;

/** How each type's value is written; types not listed (null, MinKey, MaxKey) have no bytes of their own. */
const WRITERS: ReadonlyMap<number, ValueWriter> = new Map<number, ValueWriter>([
  [TYPE.string, (writer, value: string) => writer.string(value)],
  [TYPE.int, (writer, value: number | Int32) => writer.int32(Number(value))],
  [TYPE.double, (writer, value: number | Double) => writeDouble(writer, Number(value))],
  [
    TYPE.long,
    (writer, value: bigint | Long) => writeLong(writer, typeof value === "bigint" ? value : value.toBigInt()),
  ],
  [TYPE.bool, (writer, value: boolean) => writer.byte(value ? 1 : 0)],
  [TYPE.object, (writer, value: Doc, depth) => writeObject(writer, value, depth + 1)],
  [TYPE.array, (writer, value: unknown[], depth) => writeArray(writer, value, depth + 1)],
  [TYPE.binData, writeBinary],
  [TYPE.objectId, (writer, value: ObjectId) => writer.raw(value.id)],
  [TYPE.date, writeDate],
  [TYPE.regex, writeRegex],
  [TYPE.javascript, (writer, value: Code) => writer.string(value.code)],
  [TYPE.javascriptWithScope, writeCodeWithScope],
  [TYPE.symbol, (writer, value: BSONSymbol) => writer.string(value.value)],
  [TYPE.timestamp, writeTimestamp],
  [TYPE.decimal, (writer, value: Decimal128) => writer.raw(value.bytes)],
]);

function writeValue(writer: Writer, name: string, value: unknown, depth: number): void {
  const type = typeOf(value);
  writer.byte(type < 0 ? 255 : type);
  writer.cstring(name);
  WRITERS.get(type)?.(writer, value as never, depth);
}

function close(writer: Writer, lengthAt: number): void {
  writer.byte(0);
  writer.bytes.writeInt32LE(writer.at - lengthAt, lengthAt);
}

function open(writer: Writer, depth: number): number {
  if (depth > MAX_NESTING)
    throw new MongoError(15, `Document exceeds the maximum nesting of ${MAX_NESTING} levels`);
  return writer.reserve(4);
}

function classNameOf(value: object): string {
  return value.constructor.name;
}

function writeObject(writer: Writer, doc: Doc | RawDocument, depth: number): void {
  if (doc instanceof RawDocument) {
    writer.raw(doc.bytes);
    return;
  }
  const lengthAt = open(writer, depth);
  if (!isDoc(doc))
    throw new MongoError(2, `A ${typeNameOf(doc)} of class ${classNameOf(doc)} cannot be stored`);
  for (const name of Object.keys(doc)) {
    const item = doc[name];
    if (item !== undefined) writeValue(writer, name, item, depth);
  }
  close(writer, lengthAt);
}

function writeArray(writer: Writer, items: readonly unknown[], depth: number): void {
  const lengthAt = open(writer, depth);
  for (let i = 0; i < items.length; i += 1) {
    writeValue(writer, String(i), items[i] ?? null, depth);
  }
  close(writer, lengthAt);
}

/**
 * Writes a document as BSON. Missing (`undefined`) fields are left out, missing array items become null.
 * Refuses longs beyond 64 bits and too deep nesting (15 Overflow), invalid dates and null bytes in names (2 BadValue).
 */
export function encode(doc: Doc): Uint8Array {
  return encodeAfter(0, doc);
}

/** A document that was computed, as bytes to be sent (10334 above 16 MiB). */
export function computed(doc: Doc): RawDocument {
  const bytes = encode(doc);
  assertDocumentSize(bytes);
  return new RawDocument(bytes);
}

/** `encode` with free space before the document, for the head of a message. */
export function encodeAfter(headBytes: number, doc: Doc): Buffer {
  const writer = new Writer();
  writer.reserve(headBytes);
  writeObject(writer, doc, 1);
  return writer.bytes.subarray(0, writer.at);
}
