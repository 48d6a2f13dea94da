import { describe, expect, it } from "vitest";
import type { Entry, KeyRange, Snapshot } from "../storage/index.ts";
import { Overlay } from "./overlay.ts";

const WHOLE: KeyRange = { lower: undefined, upper: undefined };
const key = (n: number): Uint8Array => Uint8Array.of(n);

/** A snapshot of one collection whose documents hold their own place as their only key. */
function snapshotOf(rids: readonly number[]): Snapshot {
  const inRange = ({ lower, upper }: KeyRange): Entry[] =>
    rids
      .filter((rid) => (!lower || rid >= (lower[0] ?? 0)) && (!upper || rid < (upper[0] ?? 256)))
      .map((rid) => ({ key: key(rid), rid }));
  return {
    get: (_, rid) => (rids.includes(rid) ? Uint8Array.of(rid) : undefined),
    rids: (_, { after = -1, reverse = false } = {}) => {
      const found = rids.filter((rid) => rid > after);
      return reverse ? found.toReversed() : found;
    },
    entries: (_, range, reverse = false) => (reverse ? inRange(range).toReversed() : inRange(range)),
    holders: (_, wanted) => rids.filter((rid) => rid === wanted[0]),
    countEntries: (_, range) => inRange(range).length,
    close: () => undefined,
  };
}

function changed(): Overlay {
  const overlay = new Overlay(snapshotOf([1, 3, 5]));
  overlay.put(1, 4, Uint8Array.of(40));
  overlay.addKey(1, key(4), 4);
  overlay.remove(1, 3);
  overlay.removeKey(1, key(3), 3);
  return overlay;
}

describe("what a transaction sees", () => {
  it("is its snapshot with its own changes, in order and against it", () => {
    const overlay = changed();
    expect([...overlay.rids(1)]).toEqual([1, 4, 5]);
    expect([...overlay.rids(1, { reverse: true })]).toEqual([5, 4, 1]);
    expect([...overlay.rids(1, { after: 1 })]).toEqual([4, 5]);
    expect(overlay.get(1, 3)).toBeUndefined();
    expect(overlay.original(1, 3)).toEqual(Uint8Array.of(3));
  });

  it("has its own entries at their place in an index, within the range asked for", () => {
    const overlay = changed();
    expect([...overlay.entries(1, WHOLE)].map(({ rid }) => rid)).toEqual([1, 4, 5]);
    expect([...overlay.entries(1, WHOLE, true)].map(({ rid }) => rid)).toEqual([5, 4, 1]);
    expect([...overlay.entries(1, { lower: key(2), upper: key(5) })].map(({ rid }) => rid)).toEqual([4]);
    expect(overlay.countEntries(1, WHOLE)).toBe(3);
    expect([overlay.holders(1, key(3)), overlay.holders(1, key(4)), overlay.holders(1, key(5))]).toEqual([
      [],
      [4],
      [5],
    ]);
  });

  it("forgets a key that was given and taken back", () => {
    const overlay = changed();
    overlay.removeKey(1, key(4), 4);
    overlay.addKey(1, key(3), 3);
    expect([...overlay.entries(1, WHOLE)].map(({ rid }) => rid)).toEqual([1, 3, 5]);
  });

  it("leaves other collections and indexes as they are, and counts the bytes it holds", () => {
    const overlay = changed();
    expect([...overlay.rids(2)]).toEqual([1, 3, 5]);
    expect([...overlay.entries(2, WHOLE)]).toHaveLength(3);
    expect(overlay.bytes).toBe(1);
    overlay.put(1, 4, new Uint8Array(10));
    expect(overlay.bytes).toBe(10);
  });
});
