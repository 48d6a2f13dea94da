import { encodeKey, invertKey } from "./key.ts";
import { getPathTuples } from "./path.ts";
import type { Doc } from "./types.ts";

/** The keys one document has in one index. */
interface IndexKeys {
  /** Whole keys, one per distinct tuple, in order of first appearance. */
  readonly keys: readonly Uint8Array[];
  /** The fields of the index that met an array, one bit each: the first field is the lowest bit. */
  readonly arrays: number;
  /** Whether any indexed path exists in the document (a sparse index skips it otherwise). */
  readonly present: boolean;
}

/** Prepares the key generator of an index: `{ path: 1 | -1, ... }` in the index's order. */
export function compileIndexKeys(key: Readonly<Record<string, number>>): (doc: Doc) => IndexKeys {
  const fields = Object.entries(key);
  const paths = fields.map(([path]) => path.split("."));
  const descending = fields.map(([, direction]) => direction < 0);
  return (doc) => {
    const { tuples, arrays, present } = getPathTuples(doc, paths);
    const keys = tuples.map((tuple) => tupleKey(tuple, descending));
    return { keys: keys.length > 1 ? distinct(keys) : keys, arrays, present };
  };
}

function tupleKey(tuple: readonly unknown[], descending: readonly boolean[]): Uint8Array {
  const parts = tuple.map((value, i) => (descending[i] ? invertKey(encodeKey(value)) : encodeKey(value)));
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}

function distinct(keys: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Map<string, Uint8Array>();
  for (const key of keys) {
    const name = Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1");
    if (!seen.has(name)) seen.set(name, key);
  }
  return [...seen.values()];
}
