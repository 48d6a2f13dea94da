import { LRUCache } from "lru-cache";
import { type SharedPage, sizeOf } from "./kept-page.ts";

/** A page may say what depends on the day alone; no read tells that it has passed. */
const MAX_AGE_MS = 10 * 60_000;

export type PageStore = {
  get(key: string): SharedPage | undefined;
  put(key: string, page: SharedPage): void;
  drop(key: string): void;
  /** Forgets all pages when the stock cache came into another epoch, as after a flush. */
  noteEpoch(epoch: number): void;
};

/** Kept pages, within `maxBytes`: the one that was asked for the longest time ago goes first. */
export function createPageStore(maxBytes: number): PageStore {
  const pages = new LRUCache<string, SharedPage>({
    maxSize: maxBytes,
    sizeCalculation: (page, key) => sizeOf(page) + 2 * key.length,
    ttl: MAX_AGE_MS,
  });
  let known: number | undefined;
  return {
    get: (key) => pages.get(key),
    put(key, page) {
      pages.set(key, page);
    },
    drop(key) {
      pages.delete(key);
    },
    noteEpoch(epoch) {
      if (known !== undefined && known !== epoch) pages.clear();
      known = epoch;
    },
  };
}
