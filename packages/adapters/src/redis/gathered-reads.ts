import type { BoundRedis } from "./bound-client.ts";

/**
 * Reads keys of the Redis that is meant: what they hold, in their order, null where there is nothing. Raises when it does
 * not answer, and `OtherRedisError`.
 */
export type ReadKeys = (runId: string, keys: readonly string[]) => Promise<(string | null)[]>;

/** A command of more keys than this would hold Redis up. */
const MOST_KEYS = 512;

type Batch = {
  readonly runId: string;
  readonly places: Map<string, number>;
  readonly done: Promise<(string | null)[]>;
};

/**
 * Reads that fall into one turn of the event loop go to Redis as one command, each key once: under load a command costs
 * more than what it brings. A read joins only a batch that was not sent, so what it gets was read after it was asked
 * for, and only one that is meant for the same Redis. `ask` reads several keys at once; `later` runs its argument at the
 * end of the turn.
 */
export function gatherReads(ask: ReadKeys, later: (send: () => void) => void = setImmediate): ReadKeys {
  let open: Batch | null = null;

  const begin = (runId: string): Batch => {
    const places = new Map<string, number>();
    const { promise, resolve, reject } = Promise.withResolvers<(string | null)[]>();
    const batch = { runId, places, done: promise };
    later(() => {
      if (open === batch) open = null;
      ask(runId, [...places.keys()]).then(resolve, reject);
    });
    return batch;
  };

  return async (runId, keys) => {
    if (keys.length === 0) return [];
    if (open === null || open.runId !== runId || open.places.size + keys.length > MOST_KEYS)
      open = begin(runId);
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

const gathered = new WeakMap<BoundRedis, ReadKeys>();

/** The gathered reads of a connection: one gathering for all who read by it. */
export function readsOf(redis: BoundRedis): ReadKeys {
  const known = gathered.get(redis);
  if (known !== undefined) return known;
  const made = gatherReads(async (runId, keys) => {
    const [first, ...more] = keys;
    if (first === undefined) return [];
    const [reply] = redis.sendTo(runId, [more.length === 0 ? ["get", first] : ["mget", first, ...more]]);
    const found = await reply;
    return (more.length === 0 ? [found] : found) as (string | null)[];
  });
  gathered.set(redis, made);
  return made;
}
