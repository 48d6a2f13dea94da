import { type Doc, getField, isDoc, TYPE, typeOf } from "../../bson/types.ts";

/** Gathers what a path leads to, entering every array on the way and one at its end. */
function gather(value: unknown, parts: readonly string[], at: number, found: unknown[]): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      if (at === parts.length) found.push(item);
      else if (isDoc(item)) gather(item, parts, at, found);
    }
  } else if (at === parts.length) {
    if (value !== undefined) found.push(value);
  } else if (isDoc(value)) gather(getField(value, parts[at] ?? ""), parts, at + 1, found);
}

/** The values a document joins by: those at the path, arrays taken apart; null if there are none. */
export function joinValues(doc: Doc, parts: readonly string[]): readonly unknown[] {
  const found: unknown[] = [];
  gather(doc, parts, 0, found);
  return found.length === 0 ? [null] : found;
}

/** Whether `$in` takes the value as what it is: not a regular expression, an array or an operator. */
export function isPlainValue(value: unknown): boolean {
  if (Array.isArray(value) || typeOf(value) === TYPE.regex) return false;
  return !isDoc(value) || Object.keys(value)[0]?.startsWith("$") !== true;
}

/** A filter met by documents whose field equals any of the values, in a form an index can serve. */
export function equalsAny(field: string, values: readonly unknown[]): Doc {
  const [only] = values;
  if (values.length === 1) return { [field]: { $eq: only } };
  if (values.every(isPlainValue)) return { [field]: { $in: values } };
  return { $or: values.map((value) => ({ [field]: { $eq: value } })) };
}

/** Both filters in one; an empty one is left out. */
export function bothOf(a: Doc, b: Doc): Doc {
  if (Object.keys(a).length === 0) return b;
  return Object.keys(b).length === 0 ? a : { $and: [a, b] };
}
