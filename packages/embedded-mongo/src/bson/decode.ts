import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { MongoError } from "../errors.ts";
import { type Doc, double, setField, TYPE } from "./types.ts";

/** Documents nested deeper than this are refused, as MongoDB does. */
export const MAX_NESTING = 200;

const LATEST_DATE_MS = 8_640_000_000_000_000n;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function invalid(message: string): MongoError {
  return new MongoError(22, `Invalid BSON: ${message}`);
}

/** Reads one document from a buffer, field by field, checking every length before trusting it. */
class Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly latin: Buffer;
  at: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  take(length: number): number {
    const start = this.at;
    if (length < 0 || length > this.bytes.length - start) throw invalid("a value runs past its end");
    this.at = start + length;
    return start;
  }

  int32(): number {
    return this.view.getInt32(this.take(4), true);
  }

  slice(length: number): Uint8Array<ArrayBuffer> {
    const start = this.take(length);
    const copy = new Uint8Array(length);
    copy.set(this.bytes.subarray(start, start + length));
    return copy;
  }

  text(start: number, end: number): string {
    const { bytes } = this;
    if (end - start > 64) return this.checkedText(start, end);
    for (let i = start; i < end; i += 1) {
      if ((bytes[i] ?? 0) > 127) return this.checkedText(start, end);
    }
    return this.latin.toString("latin1", start, end);
  }

  checkedText(start: number, end: number): string {
    try {
      return utf8.decode(this.bytes.subarray(start, end));
    } catch (cause) {
      throw new MongoError(22, "Invalid BSON: a string is not valid UTF-8", { cause });
    }
  }

  cstring(): string {
    const start = this.at;
    const end = this.bytes.indexOf(0, start);
    if (end < 0) throw invalid("a name without an end");
    this.at = end + 1;
    return this.text(start, end);
  }

  string(): string {
    const length = this.int32();
    if (length < 1) throw invalid("a string of negative length");
    const start = this.take(length);
    if (this.bytes[start + length - 1] !== 0) throw invalid("a string without an end");
    return this.text(start, start + length - 1);
  }
}

function readDate(reader: Reader): Date {
  const ms = reader.view.getBigInt64(reader.take(8), true);
  if (ms > LATEST_DATE_MS || ms < -LATEST_DATE_MS)
    throw invalid("a date outside the years -271821 to 275760");
  return new Date(Number(ms));
}

function readBinary(reader: Reader): Binary {
  const length = reader.int32();
  const subtype = reader.view.getUint8(reader.take(1));
  if (subtype !== Binary.SUBTYPE_BYTE_ARRAY) return new Binary(reader.slice(length), subtype);
  const inner = reader.int32();
  if (inner !== length - 4) throw invalid("old binary with a wrong inner length");
  return new Binary(reader.slice(inner), subtype);
}

function readRegex(reader: Reader): BSONRegExp {
  const pattern = reader.cstring();
  const options = reader.cstring();
  if (/[^ilmsux]/.test(options)) throw invalid(`a regular expression with the options ${options}`);
  return new BSONRegExp(pattern, options);
}

function readBool(reader: Reader): boolean {
  const byte = reader.bytes[reader.take(1)];
  if (byte !== 0 && byte !== 1) throw invalid("a bool that is neither 0 nor 1");
  return byte === 1;
}

function readCodeWithScope(reader: Reader, depth: number): Code {
  const start = reader.at;
  const length = reader.int32();
  const code = reader.string();
  const scope = readObject(reader, depth + 1);
  if (reader.at - start !== length) throw invalid("code with a wrong length");
  return new Code(code, scope);
}

function readValue(reader: Reader, type: number, depth: number): unknown {
  switch (type) {
    case TYPE.double:
      return double(reader.view.getFloat64(reader.take(8), true));
    case TYPE.string:
      return reader.string();
    case TYPE.object:
      return readObject(reader, depth + 1);
    case TYPE.array:
      return readArray(reader, depth + 1);
    case TYPE.binData:
      return readBinary(reader);
    case TYPE.objectId:
      return new ObjectId(reader.slice(12));
    case TYPE.bool:
      return readBool(reader);
    case TYPE.date:
      return readDate(reader);
    case TYPE.null:
      return null;
    case TYPE.int:
      return reader.int32();
    case TYPE.long:
      return reader.view.getBigInt64(reader.take(8), true);
    default:
      return readRareValue(reader, type, depth);
  }
}

function readRareValue(reader: Reader, type: number, depth: number): unknown {
  switch (type) {
    case TYPE.regex:
      return readRegex(reader);
    case TYPE.javascript:
      return new Code(reader.string());
    case TYPE.symbol:
      return new BSONSymbol(reader.string());
    case TYPE.javascriptWithScope:
      return readCodeWithScope(reader, depth);
    case TYPE.timestamp:
      return new Timestamp(reader.view.getBigUint64(reader.take(8), true));
    case TYPE.decimal:
      return new Decimal128(reader.slice(16));
    case 127:
      return new MaxKey();
    case 255:
      return new MinKey();
    default:
      throw invalid(`type ${type} is deprecated or unknown and not supported`);
  }
}

function openDocument(reader: Reader, depth: number): number {
  if (depth > MAX_NESTING)
    throw new MongoError(15, `Document exceeds the maximum nesting of ${MAX_NESTING} levels`);
  const start = reader.at;
  const length = reader.int32();
  if (length < 5 || length > reader.bytes.length - start) throw invalid(`a document of ${length} bytes`);
  if (reader.bytes[start + length - 1] !== 0) throw invalid("a document without an end");
  return start + length;
}

function readObject(reader: Reader, depth: number): Doc {
  const end = openDocument(reader, depth);
  const doc: Doc = {};
  for (;;) {
    const type = reader.view.getUint8(reader.take(1));
    if (type === 0) break;
    const name = reader.cstring();
    setField(doc, name, readValue(reader, type, depth));
  }
  if (reader.at !== end) throw invalid("a document whose length is wrong");
  return doc;
}

function readArray(reader: Reader, depth: number): unknown[] {
  const end = openDocument(reader, depth);
  const items: unknown[] = [];
  for (;;) {
    const type = reader.view.getUint8(reader.take(1));
    if (type === 0) break;
    const nameEnd = reader.bytes.indexOf(0, reader.at);
    if (nameEnd < 0) throw invalid("a name without an end");
    reader.at = nameEnd + 1;
    items.push(readValue(reader, type, depth));
  }
  if (reader.at !== end) throw invalid("an array whose length is wrong");
  return items;
}

/**
 * Reads one BSON document, keeping every value's stored type (see `Doc`).
 * Refuses malformed bytes (22 InvalidBSON) and nesting beyond `MAX_NESTING` (15 Overflow).
 */
export function decode(bytes: Uint8Array): Doc {
  const reader = new Reader(bytes);
  const doc = readObject(reader, 1);
  if (reader.at !== bytes.length) throw invalid("bytes after the document's end");
  return doc;
}
