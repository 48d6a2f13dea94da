import type { Redis } from "ioredis";

/** Reads keys: what they hold, in their order, null where there is nothing. Raises when Redis does not answer. */
export type ReadKeys = (keys: readonly string[]) => Promise<(string | null)[]>;

/** A command of more keys than this would hold Redis up. */
const MOST_KEYS = 512;

type Batch = { readonly places: Map<string, number>; readonly done: Promise<(string | null)[]> };

/**
 * Reads that fall into one turn of the event loop go to Redis as one command, each key once: under load a command costs
 * more than what it brings. A read joins only a batch that was not sent, so what it gets was read after it was asked
 * for. `later` runs its argument at the end of the turn.
 */
export function gatherReads(
  redis: Pick<Redis, "get" | "mget">,
  later: (send: () => void) => void = setImmediate,
): ReadKeys {
  let open: Batch | null = null;

  const begin = (): Batch => {
    const places = new Map<string, number>();
    const { promise, resolve, reject } = Promise.withResolvers<(string | null)[]>();
    const batch = { places, done: promise };
    later(() => {
      if (open === batch) open = null;
      readNow(redis, [...places.keys()]).then(resolve, reject);
    });
    return batch;
  };

  return async (keys) => {
    if (keys.length === 0) return [];
    if (open === null || open.places.size + keys.length > MOST_KEYS) open = begin();
    const { places, done } = open;
    const mine = keys.map((key) => {
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, places.size);
      return places.size - 1;
    });
    const found = await done;
    return mine.map((place) => found[place] ?? null);
  };
}

async function readNow(
  redis: Pick<Redis, "get" | "mget">,
  keys: readonly string[],
): Promise<(string | null)[]> {
  const [first] = keys;
  return keys.length === 1 && first !== undefined ? [await redis.get(first)] : redis.mget([...keys]);
}

const gathered = new WeakMap<Redis, ReadKeys>();

/** The gathered reads of a connection: one gathering for all who read by it. */
export function readsOf(redis: Redis): ReadKeys {
  const known = gathered.get(redis);
  if (known !== undefined) return known;
  const made = gatherReads(redis);
  gathered.set(redis, made);
  return made;
}
