import { type Doc, encodeKey, invertKey } from "../bson/index.ts";
import type { Index } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";
import type { KeyRange } from "../storage/index.ts";

/** The bounds of `min` (inclusive) and `max` (exclusive), each a value for every field of the hinted index. */
export interface Between {
  readonly min: Doc | undefined;
  readonly max: Doc | undefined;
}

function keyOf(index: Index, bound: Doc): Uint8Array {
  const names = Object.keys(bound);
  const fits = names.length === index.fields.length && index.fields.every(({ path }, i) => names[i] === path);
  if (!fits)
    throw new MongoError(
      51174,
      "The index specified by 'hint' is incompatible with the requested min/max bounds",
    );
  return Buffer.concat(
    index.fields.map(({ path, direction }) => {
      const key = encodeKey(bound[path] ?? null);
      return direction < 0 ? invertKey(key) : key;
    }),
  );
}

/** The stretch of an index between two keys (51174 where they do not fit it, 51175 where they stand the wrong way round). */
export function rangeBetween(index: Index, { min, max }: Between): KeyRange {
  const lower = min && keyOf(index, min);
  const upper = max && keyOf(index, max);
  if (lower && upper && Buffer.compare(lower, upper) >= 0)
    throw new MongoError(
      51175,
      "The value provided for 'min' must be less than the value provided for 'max'",
    );
  return { lower, upper };
}
