import { MongoError } from "../errors.ts";
import { arrayIndex, type Doc, getField, isDoc } from "./types.ts";

/** What an index sees at a path. */
interface PathValues {
  /** The values to index: array elements one by one, `null` where missing, `undefined` for an empty array. */
  readonly values: readonly unknown[];
  /** Whether an array was met, so that one document may own several keys. */
  readonly multikey: boolean;
  /** Whether the path exists at all; a sparse index leaves out documents where it does not. */
  readonly present: boolean;
}

/** The value tuples of a compound index for one document. */
interface PathTuples {
  readonly tuples: readonly (readonly unknown[])[];
  /** The paths that met an array, one bit each: the first path is the lowest bit. */
  readonly arrays: number;
  /** Whether any of the paths exists. */
  readonly present: boolean;
}

/** A path followed into a document: the value reached and the parts still to follow; `done` once arrays are not entered any more. */
interface Cursor {
  readonly value: unknown;
  readonly at: number;
  readonly done: boolean;
}

function entersByIndex(items: readonly unknown[], part: string): number | undefined {
  const index = arrayIndex(part);
  if (index === undefined || index >= items.length) return undefined;
  return items.some((item) => isDoc(item) && Object.hasOwn(item, part)) ? undefined : index;
}

/** Follows a path until it ends or meets an array that has to be expanded. */
function advance(cursor: Cursor, parts: readonly string[]): Cursor {
  if (cursor.done) return cursor;
  let { value, at } = cursor;
  for (;;) {
    const part = parts[at];
    if (part === undefined) return { value, at, done: !Array.isArray(value) };
    if (isDoc(value)) value = getField(value, part);
    else if (Array.isArray(value)) {
      const index = entersByIndex(value, part);
      if (index === undefined) return { value, at, done: false };
      value = (value as unknown[])[index];
    } else return { value: undefined, at, done: true };
    at += 1;
  }
}

/** The path's way on from one array element; the elements of a last array are values and not expanded again. */
function enter(cursor: Cursor, parts: readonly string[], item: unknown): Cursor {
  if (cursor.at >= parts.length) return { value: item, at: cursor.at, done: true };
  return isDoc(item) ? { ...cursor, value: item } : { value: undefined, at: cursor.at, done: true };
}

class Expansion {
  readonly paths: readonly (readonly string[])[];
  readonly tuples: unknown[][] = [];
  arrays = 0;
  present = false;

  constructor(paths: readonly (readonly string[])[]) {
    this.paths = paths;
  }

  emit(cursors: readonly Cursor[]): void {
    this.tuples.push(
      cursors.map(({ value }) => {
        if (value === undefined) return null;
        this.present = true;
        return value === EMPTY ? undefined : value;
      }),
    );
  }

  expand(before: readonly Cursor[]): void {
    const cursors = before.map((cursor, i) => advance(cursor, this.paths[i] ?? []));
    const arrays = [...new Set(cursors.filter((cursor) => !cursor.done).map((cursor) => cursor.value))];
    const items = arrays[0];
    if (!Array.isArray(items)) {
      this.emit(cursors);
      return;
    }
    if (arrays.length > 1) throw new MongoError(171, `cannot index parallel arrays ${this.names(cursors)}`);
    for (const [i, cursor] of cursors.entries()) if (!cursor.done) this.arrays |= 1 << i;
    for (const item of items.length === 0 ? [undefined] : (items as unknown[])) {
      this.expand(cursors.map((cursor, i) => (cursor.done ? cursor : this.step(cursor, i, item))));
    }
  }

  step(cursor: Cursor, i: number, item: unknown): Cursor {
    const parts = this.paths[i] ?? [];
    const empty = item === undefined && cursor.at >= parts.length;
    return enter(cursor, parts, empty ? EMPTY : item);
  }

  names(cursors: readonly Cursor[]): string {
    return cursors
      .flatMap((cursor, i) => (cursor.done ? [] : `[${this.paths[i]?.[cursor.at - 1]}]`))
      .join(" ");
  }
}

/** Stands for an empty array until the tuple is written; `undefined` already means missing on the way. */
const EMPTY = Symbol("empty array");

/**
 * The value tuples a compound index holds for a document: paths through one array expand together,
 * two arrays side by side are refused (171 CannotIndexParallelArrays).
 */
export function getPathTuples(doc: Doc, paths: readonly (readonly string[])[]): PathTuples {
  const expansion = new Expansion(paths);
  expansion.expand(paths.map(() => ({ value: doc, at: 0, done: false })));
  return expansion;
}

/** The values an index on a dotted path holds for a document (arrays are entered as MongoDB's multikey indexes do). */
export function getPath(doc: Doc, path: string): PathValues {
  const { tuples, arrays, present } = getPathTuples(doc, [path.split(".")]);
  return { values: tuples.map((tuple) => tuple[0]), multikey: arrays !== 0, present };
}

/** The value at a dotted path through documents only; arrays are entered by index, never searched. */
export function getDotted(doc: Doc, path: string): unknown {
  let value: unknown = doc;
  for (const part of path.split(".")) {
    if (isDoc(value)) value = getField(value, part);
    else if (Array.isArray(value)) value = (value as unknown[])[arrayIndex(part) ?? -1];
    else return undefined;
  }
  return value;
}
