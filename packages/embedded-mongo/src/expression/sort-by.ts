import { compareBson } from "../bson/compare.ts";
import { isDoc, primitiveNumber } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { followPath, parseFieldPath } from "./reference.ts";

function direction(value: unknown): 1 | -1 {
  const number = Number(primitiveNumber(value));
  if (number === 1 || number === -1) return number;
  throw new MongoError(2942507, "a sort direction must be 1 or -1");
}

/** The order `$sortArray` and `$push` sort array items in: whole items by 1 or -1, documents by their fields. */
export function compileSortBy(sortBy: unknown): (a: unknown, b: unknown) => number {
  if (!isDoc(sortBy)) {
    const sign = direction(sortBy);
    return (a, b) => sign * compareBson(a, b);
  }
  const fields = Object.entries(sortBy).map(([path, value]) => ({
    parts: parseFieldPath(path),
    sign: direction(value),
  }));
  if (fields.length === 0) throw new MongoError(2942505, "a sort pattern must not be empty");
  return (a, b) => {
    for (const { parts, sign } of fields) {
      const order = compareBson(followPath(a, parts) ?? null, followPath(b, parts) ?? null);
      if (order !== 0) return sign * order;
    }
    return 0;
  };
}
