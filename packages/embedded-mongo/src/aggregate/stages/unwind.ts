import { type Doc, getField, isDoc, setField, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { parseFieldPath } from "../../expression/index.ts";
import { type BuildStage, optionsOf } from "../stage.ts";
import type { Flow } from "../types.ts";

interface UnwindOptions {
  readonly path: string;
  readonly indexField: string | undefined;
  readonly keepEmpty: boolean;
}

/** The options of `$unwind`, with the path still in its dollar form. */
export function parseUnwind(operand: unknown): UnwindOptions {
  const options =
    typeof operand === "string"
      ? { path: operand }
      : optionsOf("$unwind", operand, ["path", "includeArrayIndex", "preserveNullAndEmptyArrays"]);
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: keep = false } = options;
  if (typeof path !== "string") {
    throw new MongoError(28808, `expected a string as the path for $unwind stage, got ${typeNameOf(path)}`);
  }
  if (!path.startsWith("$")) {
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  }
  if (index !== undefined && (typeof index !== "string" || index === "")) {
    throw new MongoError(
      28810,
      "expected a non-empty string for the includeArrayIndex option to $unwind stage",
    );
  }
  if (typeof index === "string" && index.startsWith("$")) {
    throw new MongoError(
      28822,
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  }
  if (typeof keep !== "boolean") {
    throw new MongoError(
      28809,
      "expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage",
    );
  }
  return { path, indexField: index, keepEmpty: keep };
}

/** The value at a path through documents only. */
function valueAt(doc: Doc, parts: readonly string[]): unknown {
  let value: unknown = doc;
  for (const part of parts) {
    if (!isDoc(value)) return undefined;
    value = getField(value, part);
  }
  return value;
}

/** A copy of the document with another value at a path; `undefined` drops the field. */
function withValue(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [name = "", ...rest] = parts;
  const next = { ...doc };
  const inner = getField(doc, name);
  if (rest.length > 0) setField(next, name, withValue(isDoc(inner) ? inner : {}, rest, value));
  else if (value === undefined) delete next[name];
  else setField(next, name, value);
  return next;
}

/** `$unwind`: one document for each element of an array. */
export const unwind: BuildStage = (operand) => {
  const { path, indexField, keepEmpty } = parseUnwind(operand);
  const parts = parseFieldPath(path.slice(1));
  const indexParts = indexField === undefined ? undefined : parseFieldPath(indexField);
  const numbered = (doc: Doc, index: bigint | null): Doc =>
    indexParts ? withValue(doc, indexParts, index) : doc;
  return function* unwinding(flow: Flow): Flow {
    for (const doc of flow) {
      if (doc === null) {
        yield null;
        continue;
      }
      const value = valueAt(doc, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (const [i, item] of (value as unknown[]).entries()) {
          yield numbered(withValue(doc, parts, item), BigInt(i));
        }
      } else if (Array.isArray(value)) {
        if (keepEmpty) yield numbered(withValue(doc, parts, undefined), null);
      } else if ((value !== null && value !== undefined) || keepEmpty) yield numbered(doc, null);
    }
  };
};
