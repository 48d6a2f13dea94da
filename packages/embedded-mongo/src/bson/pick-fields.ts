import { MongoError } from "../errors.ts";
import { TYPE } from "./types.ts";

/** Names of fields, made once to be looked for in many documents. */
export type FieldNames = ReadonlySet<string>;

/** How many bytes a value has, for types whose values all have as many. */
const FIXED_BYTES: ReadonlyMap<number, number> = new Map([
  [TYPE.double, 8],
  [TYPE.objectId, 12],
  [TYPE.bool, 1],
  [TYPE.date, 8],
  [TYPE.null, 0],
  [TYPE.int, 4],
  [TYPE.timestamp, 8],
  [TYPE.long, 8],
  [TYPE.decimal, 16],
  [TYPE.maxKey, 0],
  // The byte that stands for `TYPE.minKey`.
  [255, 0],
]);
const LENGTH_BYTES = 4;
const SUBTYPE_BYTES = 1;
/** Types that begin with the length of what follows it. */
const AFTER_LENGTH: ReadonlyMap<number, number> = new Map([
  [TYPE.string, LENGTH_BYTES],
  [TYPE.javascript, LENGTH_BYTES],
  [TYPE.symbol, LENGTH_BYTES],
  [TYPE.binData, LENGTH_BYTES + SUBTYPE_BYTES],
  // Their length counts itself.
  [TYPE.object, 0],
  [TYPE.array, 0],
  [TYPE.javascriptWithScope, 0],
]);

function invalid(message: string): MongoError {
  return new MongoError(22, `Invalid BSON: ${message}`);
}

function textEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] !== 0) {
    at += 1;
    if (at >= bytes.length) throw invalid("a name without an end");
  }
  return at;
}

/** Where the value ends that begins at `at`. */
function valueEnd(bytes: Buffer, type: number, at: number): number {
  const fixed = FIXED_BYTES.get(type);
  if (fixed !== undefined) return at + fixed;
  const more = AFTER_LENGTH.get(type);
  if (more !== undefined && at + LENGTH_BYTES < bytes.length) {
    const length = bytes.readInt32LE(at);
    if (length >= 0) return at + more + length;
  }
  if (type === TYPE.regex) return textEnd(bytes, textEnd(bytes, at) + 1) + 1;
  throw invalid(`a value of type ${type} that cannot be read`);
}

/** Prepares names for `pickFields`. */
export function fieldNames(names: Iterable<string>): FieldNames {
  // Names are compared by their bytes, which read as Latin letters need no decoding.
  return new Set([...names].map((name) => Buffer.from(name).toString("latin1")));
}

/**
 * The document with its top-level fields of these names alone, in their order, made of its bytes: nothing is decoded.
 * Refuses bytes that are no document (22 InvalidBSON), as far as it has to look at them.
 */
export function pickFields(document: Uint8Array, names: FieldNames): Uint8Array {
  const bytes = Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  const end = bytes.length - 1;
  const picked: Buffer[] = [];
  let length = LENGTH_BYTES + 1;
  let at = LENGTH_BYTES;
  while (at < end) {
    const nameEnd = textEnd(bytes, at + 1);
    const next = valueEnd(bytes, bytes[at] ?? 0, nameEnd + 1);
    if (next <= at || next > end) throw invalid("a value runs past its end");
    if (names.has(bytes.toString("latin1", at + 1, nameEnd))) {
      picked.push(bytes.subarray(at, next));
      length += next - at;
    }
    at = next;
  }
  if (at !== end || bytes[end] !== 0) throw invalid("a document whose length is wrong");
  return written(picked, length);
}

function written(picked: readonly Buffer[], length: number): Uint8Array {
  const result = Buffer.allocUnsafe(length);
  result.writeInt32LE(length, 0);
  let at = LENGTH_BYTES;
  for (const part of picked) {
    result.set(part, at);
    at += part.length;
  }
  result[at] = 0;
  return result;
}
