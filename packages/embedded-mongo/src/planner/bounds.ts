import { encodeKey } from "../bson/index.ts";
import { keyRank } from "../bson/key.ts";
import type { IndexField } from "../catalog/index.ts";
import type { Conjunct } from "../query/index.ts";
import type { KeyRange } from "../storage/index.ts";

/** One end of a stretch of one field's keys; `inclusive`: keys that begin with these bytes belong to it. */
interface End {
  readonly bytes: Uint8Array;
  readonly inclusive: boolean;
}

/** A stretch of one field's keys in ascending order. */
interface Stretch {
  readonly lower: End;
  readonly upper: End;
}

/** What conditions say of one field of an index. */
interface FieldBounds {
  readonly stretches: readonly Stretch[];
  /** Whether every stretch is one single value, so that the next field of the index can be bounded as well. */
  readonly points: boolean;
  /** Whether the stretches hold no value that the conditions do not accept. */
  readonly exact: boolean;
}

const EMPTY = new Uint8Array(0);
const NAN_KEY = encodeKey(Number.NaN);

/** The least bytes above everything that begins with the given ones, of which at least one is not 255. */
function after(bytes: Uint8Array): Uint8Array {
  const end = bytes.findLastIndex((byte) => byte !== 0xff);
  const next = Uint8Array.from(bytes.subarray(0, end + 1));
  next[end] = (next[end] ?? 0) + 1;
  return next;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

function inverted(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => ~byte & 0xff);
}

function point(value: unknown): Stretch {
  const end: End = { bytes: encodeKey(value), inclusive: true };
  return { lower: end, upper: end };
}

function pointsOf(values: readonly unknown[]): FieldBounds {
  const stretches = values.map(point).sort((a, b) => Buffer.compare(a.lower.bytes, b.lower.bytes));
  const distinct = stretches.filter(
    (stretch, i) =>
      i === 0 || Buffer.compare(stretch.lower.bytes, stretches[i - 1]?.lower.bytes ?? EMPTY) !== 0,
  );
  return { stretches: distinct, points: true, exact: !values.includes(null) };
}

type Range = Extract<Conjunct, { kind: "range" }>;

type Bound = Range["lower"];

/** Of two bounds on the same side the one that leaves less: the higher one (1) or the lower one (-1). */
function tighter(sign: 1 | -1): (one: Bound, other: Bound) => Bound {
  return (one, other) => {
    if (!one || !other) return one ?? other;
    const order = Buffer.compare(encodeKey(one.value), encodeKey(other.value)) * sign;
    return order > 0 || (order === 0 && !one.inclusive) ? one : other;
  };
}

function isNaNKey(value: unknown): boolean {
  return Buffer.compare(encodeKey(value), NAN_KEY) === 0;
}

function rangeOf(ranges: readonly Range[]): FieldBounds {
  const lower = ranges.map((range) => range.lower).reduce(tighter(1), undefined);
  const upper = ranges.map((range) => range.upper).reduce(tighter(-1), undefined);
  const value = (lower ?? upper)?.value;
  const rank: End = { bytes: Uint8Array.of(keyRank(value)), inclusive: true };
  const end = (bound: typeof lower): End =>
    bound ? { bytes: encodeKey(bound.value), inclusive: bound.inclusive } : rank;
  const isNumber = keyRank(value) === keyRank(0);
  const bounds = ranges.flatMap((range) => [range.lower ?? [], range.upper ?? []].flat());
  const sameType = bounds.every((bound) => keyRank(bound.value) === keyRank(value));
  return {
    stretches: [{ lower: end(lower), upper: end(upper) }],
    points: false,
    // NaN lies below all numbers in an index, but no range accepts it save one that is told it.
    exact:
      sameType && !bounds.some(({ value: told }) => isNaNKey(told)) && (!isNumber || lower !== undefined),
  };
}

function prefixOf({ prefix, regex }: Extract<Conjunct, { kind: "prefix" }>): FieldBounds {
  const whole = encodeKey(prefix);
  // Text in a key ends with two bytes of its own; what begins with the text has everything before them.
  const end: End = { bytes: whole.subarray(0, -2), inclusive: true };
  return { stretches: [{ lower: end, upper: end }, point(regex)], points: false, exact: false };
}

/**
 * What conditions on a path say of its keys; undefined if nothing. On a multikey index each range may be met by another
 * element of an array, so only one of them counts.
 */
export function boundsOf(
  conjuncts: readonly Conjunct[],
  path: string,
  multikey: boolean,
): FieldBounds | undefined {
  const own = conjuncts.filter((conjunct) => "path" in conjunct && conjunct.path === path);
  for (const conjunct of own) if (conjunct.kind === "eq") return pointsOf([conjunct.value]);
  for (const conjunct of own) if (conjunct.kind === "in") return pointsOf(conjunct.values);
  const ranges = own.filter((conjunct) => conjunct.kind === "range");
  if (ranges.length > 0) return rangeOf(multikey ? ranges.slice(0, 1) : ranges);
  for (const conjunct of own) if (conjunct.kind === "prefix") return prefixOf(conjunct);
  return undefined;
}

/** The stretches of an index whose field follows the given prefixes, in the index's own order. */
export function rangesAfter(
  prefixes: readonly Uint8Array[],
  bounds: FieldBounds,
  field: IndexField,
): KeyRange[] {
  const ascending = bounds.stretches.map(({ lower, upper }) => ({
    lower: lower.inclusive ? lower.bytes : after(lower.bytes),
    upper: upper.inclusive ? after(upper.bytes) : upper.bytes,
  }));
  const descending = bounds.stretches.toReversed().map(({ lower, upper }) => ({
    lower: upper.inclusive ? inverted(upper.bytes) : after(inverted(upper.bytes)),
    upper: lower.inclusive ? after(inverted(lower.bytes)) : inverted(lower.bytes),
  }));
  const stretches = field.direction > 0 ? ascending : descending;
  return prefixes.flatMap((prefix) =>
    stretches.map(({ lower, upper }) => ({ lower: joined(prefix, lower), upper: joined(prefix, upper) })),
  );
}

/** The prefixes continued by a field's single values, in the index's own order. */
export function prefixesWith(
  prefixes: readonly Uint8Array[],
  bounds: FieldBounds,
  field: IndexField,
): Uint8Array[] {
  const values = bounds.stretches.map(({ lower }) => lower.bytes);
  const keys = field.direction > 0 ? values : values.toReversed().map(inverted);
  return prefixes.flatMap((prefix) => keys.map((key) => joined(prefix, key)));
}

/** The stretch of all keys that begin with a prefix. */
export function rangeOfPrefix(prefix: Uint8Array): KeyRange {
  return prefix.length === 0
    ? { lower: undefined, upper: undefined }
    : { lower: prefix, upper: after(prefix) };
}
