import type { Log } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";
import { LRUCache } from "lru-cache";
import { limiterKeys } from "../redis/index.ts";

/** How long the first block lasts; each further one of the same counter lasts twice as long. */
const FIRST_BLOCK_MS = 60_000;
/** Wrong attempts are forgotten after this time without one. Longer than any block. */
const COUNTER_TTL_MS = 30 * 60_000;
/** Counters kept in this process; beyond this number the oldest are forgotten. */
const MAX_LOCAL_COUNTERS = 20_000;

/** What wrong tries are counted by. */
export type TryCounter = {
  /** Tells counters apart; holds nothing that identifies anybody. */
  readonly key: string;
  /** So many wrong tries pause whoever is counted here. */
  readonly tries: number;
  /** No pause is longer than this, in milliseconds. */
  readonly longestPauseMs: number;
};

/** Counts wrong sign-ins. */
export interface SignInTries {
  /** How long signing in is paused yet by any of these counters, in milliseconds; 0 when it is not. */
  pausedMs(counters: readonly TryCounter[]): Promise<number>;
  /** Counts a wrong try in each of these counters. Gives those that it has paused. */
  failed(counters: readonly TryCounter[]): Promise<readonly TryCounter[]>;
  /** A right one: the wrong ones before it are forgotten in these counters. */
  succeeded(counters: readonly TryCounter[]): Promise<void>;
}

export type SignInTriesOptions = {
  /** Shared by all API processes. Null, or not answering: each process counts alone. */
  readonly redis: Redis | null;
  readonly log: Log;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
};

/** Wrong tries in a row pause, longer each time, in all processes that share a Redis. */
export function createSignInTries(options: SignInTriesOptions): SignInTries {
  const own = countInProcess(options.monotonicMs ?? (() => performance.now()));
  const { redis, log } = options;

  /** Redis only widens what this process knows by itself, so a failure of it is told and passed over. */
  async function shared<T>(ask: (client: Redis) => Promise<T>): Promise<T | undefined> {
    if (redis === null) return undefined;
    try {
      return await ask(redis);
    } catch (error) {
      log.warn({ reason: String(error) }, "wrong sign-ins are counted in this process only");
      return undefined;
    }
  }

  async function failedOnce(counter: TryCounter): Promise<boolean> {
    const mine = own.failed(counter);
    const all = await shared(async (client) => {
      const [[, count] = []] =
        (await client.multi().incr(countKey(counter)).pexpire(countKey(counter), COUNTER_TTL_MS).exec()) ??
        [];
      const pauseMs = pauseAfter(Number(count), counter);
      if (pauseMs > 0) await client.set(pauseKey(counter), "1", "PX", pauseMs);
      return pauseMs > 0;
    });
    return all ?? mine;
  }

  return {
    async pausedMs(counters) {
      const left = await Promise.all(
        counters.map(async (counter) =>
          Math.max(own.pausedMs(counter), (await shared((client) => client.pttl(pauseKey(counter)))) ?? 0),
        ),
      );
      return Math.max(0, ...left);
    },
    async failed(counters) {
      const paused = await Promise.all(counters.map(failedOnce));
      return counters.filter((_, index) => paused[index]);
    },
    async succeeded(counters) {
      for (const counter of counters) own.succeeded(counter);
      const keys = counters.flatMap((counter) => [countKey(counter), pauseKey(counter)]);
      await shared((client) => client.del(...keys));
    },
  };
}

const countKey = ({ key }: TryCounter) => limiterKeys.failedSignIns(key);
const pauseKey = ({ key }: TryCounter) => limiterKeys.signInPause(key);

/** How long the pause is that the `count`th wrong try in a row begins; 0: none. */
function pauseAfter(count: number, { tries, longestPauseMs }: TryCounter): number {
  if (count < tries || count % tries !== 0) return 0;
  return Math.min(FIRST_BLOCK_MS * 2 ** (count / tries - 1), longestPauseMs);
}

function countInProcess(monotonicMs: () => number) {
  const known = new LRUCache<string, { count: number; forgottenAt: number; pausedUntil: number }>({
    max: MAX_LOCAL_COUNTERS,
  });
  return {
    pausedMs({ key }: TryCounter): number {
      return Math.max(0, (known.peek(key)?.pausedUntil ?? 0) - monotonicMs());
    },
    /** Whether this try begins a pause. */
    failed(counter: TryCounter): boolean {
      const now = monotonicMs();
      const before = known.get(counter.key);
      const count = (before !== undefined && before.forgottenAt > now ? before.count : 0) + 1;
      const pauseMs = pauseAfter(count, counter);
      const pausedUntil = pauseMs > 0 ? now + pauseMs : (before?.pausedUntil ?? 0);
      known.set(counter.key, { count, forgottenAt: now + COUNTER_TTL_MS, pausedUntil });
      return pauseMs > 0;
    },
    succeeded({ key }: TryCounter): void {
      known.delete(key);
    },
  };
}
