import type { Cached, CacheOutcome, ListGenerations } from "@scarlet/domain/catalog";
import { LRUCache } from "lru-cache";
import { createSingleFlight } from "../batching/index.ts";

/** An edit by hand in the database, which raises no generation, shows after so long at most. */
const MAX_AGE_MS = 10 * 60_000;

type Kept<T> = { readonly generation: number; readonly value: T };

export type KeptByGeneration<K, T> = {
  /** Reads what a key stands for, by `load` where nothing is kept of the present generation. */
  read(key: K, load: () => Promise<T>): Promise<Cached<T>>;
  /** What is kept of a key, whatever its generation, and a question whether it still stands; null when nothing is. */
  hintOf(key: K): { readonly value: T; stands(): Promise<CacheOutcome | null> } | null;
};

/**
 * Keeps what is a function of the products in lists in this process, while the generation of lists stands that it was
 * read in, at most `max` values. Whoever asks over and over costs one reading of each.
 */
export function createKeptByGeneration<K extends string | number, T extends object>(
  generations: Pick<ListGenerations, "now">,
  max: number,
): KeptByGeneration<K, T> {
  const kept = new LRUCache<K, Kept<T>>({ max, ttl: MAX_AGE_MS });
  const loads = createSingleFlight<T>();
  return {
    async read(key, load) {
      const { generation, outcome } = await generations.now();
      const known = kept.get(key);
      if (known?.generation === generation) return { value: known.value, outcome };
      const value = await loads.join(`${generation} ${key}`, async () => {
        const loaded = await load();
        kept.set(key, { generation, value: loaded });
        return loaded;
      });
      return { value, outcome: outcome === "bypass" ? "bypass" : "miss" };
    },
    hintOf(key) {
      const known = kept.get(key);
      if (known === undefined) return null;
      return {
        value: known.value,
        async stands() {
          const { generation, outcome } = await generations.now();
          return generation === known.generation ? outcome : null;
        },
      };
    },
  };
}
