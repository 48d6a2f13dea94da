import type { ListProductsInput } from "@scarlet/domain/catalog";
import { isSameList, type JsonBody, type List, listBodyOf } from "./json-bodies.ts";

/** Serializes a list; the same list is not serialized again while its body is cached. */
export type ListBodies = (list: List) => JsonBody;

type Kept = { readonly list: List; readonly ready: JsonBody; readonly bytes: number; isUsed: boolean };

/**
 * Keeps the bodies of lists by what these ask for, within bounds: what was not used since it was last looked at goes
 * first, so that a list that many people open outlives a thousand that one person asks for once.
 */
export function createListBodies(bounds: { readonly lists: number; readonly bytes: number }) {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  const drop = (key: string, { bytes: its }: Kept): void => {
    kept.delete(key);
    bytes -= its;
  };
  const makeRoom = (): void => {
    for (const [key, entry] of kept) {
      if (kept.size <= bounds.lists && bytes <= bounds.bytes) return;
      drop(key, entry);
      if (!entry.isUsed) continue;
      // Behind the others once more, where this loop meets it again when it must.
      entry.isUsed = false;
      kept.set(key, entry);
      bytes += entry.bytes;
    }
  };
  const keep = (key: string, list: List): JsonBody => {
    const before = kept.get(key);
    if (before !== undefined) drop(key, before);
    const ready = listBodyOf(list);
    const entry = { list, ready, bytes: sizeOf(key, ready), isUsed: before !== undefined };
    kept.set(key, entry);
    bytes += entry.bytes;
    makeRoom();
    return ready;
  };

  return {
    of(input: ListProductsInput): ListBodies {
      // The schema writes its fields in one order, however they were asked for.
      const key = JSON.stringify(input);
      return (list) => {
        const known = kept.get(key);
        if (known === undefined || !isSameList(list, known.list)) return keep(key, list);
        known.isUsed = true;
        return known.ready;
      };
    },
    kept: () => ({ lists: kept.size, bytes }),
  };
}

/** Two bytes a letter, which is what a text with any letter beyond Latin takes, and some for the objects around it. */
function sizeOf(key: string, { text }: JsonBody): number {
  return 2 * (key.length + text.length) + 512;
}
