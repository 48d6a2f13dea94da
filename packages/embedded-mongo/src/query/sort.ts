import type { Collation } from "../bson/collate.ts";
import { compareBson } from "../bson/compare.ts";
import { getPath, getPathTuples } from "../bson/path.ts";
import { type Doc, getField, isDoc, primitiveNumber } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Sort } from "./types.ts";

function parseDirection(path: string, direction: unknown): 1 | -1 {
  if (isDoc(direction)) throw new MongoError(2, `$meta sort on ${path} is not supported`);
  const value = Number(primitiveNumber(direction));
  if (value !== 1 && value !== -1) {
    throw new MongoError(15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
  }
  return value;
}

type SortField = Sort["fields"][number];
type Compare = (a: unknown, b: unknown) => number;

/** The value that stands for an array in a sort: its least element ascending, its greatest descending. */
function representative(values: readonly unknown[], direction: 1 | -1, compare: Compare): unknown {
  return values.reduce((best, value) => (compare(value, best) * direction < 0 ? value : best));
}

/** The value a document is sorted by on one path; `onArray` is called when it comes from an array. */
function keyReader(
  { path, direction }: SortField,
  compare: Compare,
  onArray: () => void,
): (doc: Doc) => unknown {
  const simple = !path.includes(".");
  return (doc) => {
    const direct = simple ? getField(doc, path) : undefined;
    if (direct !== undefined && !Array.isArray(direct)) return direct;
    if (simple && direct === undefined) return null;
    const { values, multikey } = getPath(doc, path);
    if (multikey) onArray();
    return values.length === 1 ? values[0] : representative(values, direction, compare);
  };
}

/** The tuples of a document whose arrays several paths go through, refused where the arrays stand side by side (2). */
function tuplesOf(doc: Doc, paths: readonly (readonly string[])[]): readonly (readonly unknown[])[] {
  try {
    return getPathTuples(doc, paths).tuples;
  } catch (cause) {
    if (!(cause instanceof MongoError && cause.code === 171)) throw cause;
    throw new MongoError(2, "cannot sort with keys that are parallel arrays", { cause });
  }
}

/** Compiles a sort order; refuses directions other than 1 and -1 (15975). */
export function compileSort(spec: Doc, collation?: Collation): Sort {
  const compare = collation?.compare ?? compareBson;
  const fields = Object.entries(spec).map(([path, direction]) => ({
    path,
    direction: parseDirection(path, direction),
  }));
  for (const { path } of fields) {
    if (path === "" || path.split(".").includes(""))
      throw new MongoError(40352, "FieldPath must not have empty parts");
  }
  let arrays = 0;
  const readers = fields.map((field) =>
    keyReader(field, compare, () => {
      arrays += 1;
    }),
  );
  const paths = fields.map(({ path }) => path.split("."));
  const directions = fields.map(({ direction }) => direction);
  const compareKeys = (a: readonly unknown[], b: readonly unknown[]): number => {
    for (let i = 0; i < directions.length; i += 1) {
      const order = compare(a[i], b[i]);
      if (order !== 0) return order * (directions[i] ?? 1);
    }
    return 0;
  };
  const keyOf = (doc: Doc): readonly unknown[] => {
    arrays = 0;
    const key = readers.map((reader) => reader(doc));
    // Values of one element belong together: the least of each path alone might stand in different elements.
    return arrays < 2 ? key : tuplesOf(doc, paths).reduce((a, b) => (compareKeys(b, a) < 0 ? b : a));
  };
  return {
    fields,
    isCollated: collation !== undefined,
    keyOf,
    compareKeys,
    compare: (a, b) => compareKeys(keyOf(a), keyOf(b)),
  };
}
