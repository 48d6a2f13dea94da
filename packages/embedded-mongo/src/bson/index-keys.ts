import { encodeKey, invertKey } from "./key.ts";
import { getPathTuples } from "./path.ts";
import { type Doc, getField } from "./types.ts";

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
  const expanded = (doc: Doc): IndexKeys => {
    const { tuples, arrays, present } = getPathTuples(doc, paths);
    const keys = tuples.map((tuple) => tupleKey(tuple, descending));
    return { keys: keys.length > 1 ? distinct(keys) : keys, arrays, present };
  };
  if (paths.some((path) => path.length > 1)) return expanded;
  const names = fields.map(([path]) => path);
  return (doc) => plainKeys(doc, names, descending) ?? expanded(doc);
}

/** The same without following paths, where fields stand in the document itself and one of them at most is an array. */
function plainKeys(
  doc: Doc,
  names: readonly string[],
  descending: readonly boolean[],
): IndexKeys | undefined {
  const values = names.map((name) => getField(doc, name));
  const at = values.findIndex(Array.isArray);
  if (at >= 0 && values.findLastIndex(Array.isArray) !== at) return undefined;
  const present = values.some((value) => value !== undefined);
  const parts = values.map((value, i) => (i === at ? EMPTY : partKey(value ?? null, descending[i])));
  if (at < 0) return { keys: [joined(parts)], arrays: 0, present };
  const items = values[at] as readonly unknown[];
  const keys = (items.length === 0 ? [undefined] : items).map((item) => {
    parts[at] = partKey(item, descending[at]);
    return joined(parts);
  });
  return { keys: keys.length > 1 ? distinct(keys) : keys, arrays: 1 << at, present };
}

const EMPTY = new Uint8Array(0);

function partKey(value: unknown, isDescending: boolean | undefined): Uint8Array {
  return isDescending ? invertKey(encodeKey(value)) : encodeKey(value);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}

function tupleKey(tuple: readonly unknown[], descending: readonly boolean[]): Uint8Array {
  return joined(tuple.map((value, i) => partKey(value, descending[i])));
}

function distinct(keys: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Map<string, Uint8Array>();
  for (const key of keys) {
    const name = Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1");
    if (!seen.has(name)) seen.set(name, key);
  }
  return [...seen.values()];
}
