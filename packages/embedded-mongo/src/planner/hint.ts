import { bsonEquals, type Doc, isDoc, primitiveNumber } from "../bson/index.ts";
import type { Collection, Index } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";

/** The index a command asks for, by name or key; or natural order. */
export interface Hint {
  readonly name?: string;
  readonly key?: Doc;
  readonly natural: boolean;
  readonly reverse: boolean;
}

/** Reads a `hint`: an index's name, its key, or `{$natural: ±1}`. */
export function parseHint(hint: unknown): Hint | undefined {
  if (hint === undefined) return undefined;
  if (typeof hint === "string") return { name: hint, natural: false, reverse: false };
  if (!isDoc(hint)) throw new MongoError(9, "Hint must be a string or an object");
  if (Object.keys(hint).length === 0) return undefined;
  if (!("$natural" in hint)) return { key: hint, natural: false, reverse: false };
  const direction = Number(primitiveNumber(hint.$natural));
  if (Math.abs(direction) !== 1) throw new MongoError(2, "$natural hint must be 1 or -1");
  return { natural: true, reverse: direction < 0 };
}

/** The index a hint names (2 BadValue if the collection has none such). */
export function hintedIndex(collection: Collection, hint: Hint): Index | "natural" {
  if (hint.natural) return "natural";
  const found = collection.indexes.find(
    (index) => index.name === hint.name || (hint.key !== undefined && bsonEquals(index.spec.key, hint.key)),
  );
  if (!found || found.readyAt === Infinity)
    throw new MongoError(
      2,
      "error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index",
    );
  return found;
}
