import type { ListProductsInput } from "@scarlet/domain/catalog";
import { LRUCache } from "lru-cache";
import { isSameList, type JsonBody, type List, listBodyOf } from "./json-bodies.ts";

/** Serializes a list; the same list is not serialized again while its body is cached. */
export type ListBodies = (list: List) => JsonBody;

type CachedBody = { readonly list: List; readonly body: JsonBody };

/**
 * Keeps the bodies of lists by what these ask for, within bounds: what was not asked for the longest time goes first, so
 * that a list that many people open outlives a thousand that one person asks for once.
 */
export function createListBodies(bounds: { readonly lists: number; readonly bytes: number }) {
  const bodies = new LRUCache<string, CachedBody>({
    max: bounds.lists,
    maxSize: bounds.bytes,
    sizeCalculation: ({ body }, key) => sizeOf(key, body),
  });
  return {
    of(input: ListProductsInput): ListBodies {
      // The schema writes its fields in one order, however they were asked for.
      const key = JSON.stringify(input);
      return (list) => {
        const known = bodies.get(key);
        if (known !== undefined && isSameList(list, known.list)) return known.body;
        const body = listBodyOf(list);
        bodies.set(key, { list, body });
        return body;
      };
    },
    kept: () => ({ lists: bodies.size, bytes: bodies.calculatedSize }),
  };
}

/** Two bytes a letter, which is what a text with any letter beyond Latin takes, and some for the objects around it. */
function sizeOf(key: string, { text }: JsonBody): number {
  return 2 * (key.length + text.length) + 512;
}
