import { type Log, type RateLimit, type RateLimiter, scaleRateLimit } from "@scarlet/domain/kernel";
import type { Redis } from "ioredis";
import { limiterKeys } from "../redis/index.ts";
import { createLocalRateCounts } from "./local-rate-counts.ts";

/** The longest wait for a shared count; a healthy Redis answers in a tenth of a millisecond. */
const REDIS_TIMEOUT_MS = 50;
/** Redis is not asked for this time after it did not answer, so that not every request waits for it. */
const REDIS_RETRY_AFTER_MS = 1_000;

/**
 * What `takeFromLimit` says, by Redis's own clock. KEYS: the count. ARGV: ms of one piece, ms of the whole burst, ms to take.
 * Answers the ms to wait; 0: taken. The key lives until everything has come back, when it says nothing any more.
 */
const TAKE_SCRIPT = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local after = full + tonumber(ARGV[2])
local wait = after - tonumber(ARGV[1]) - now
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.0f', math.ceil(after)), 'PX', math.max(1, math.ceil(after - now)))
return 0`;

export type RateLimiterOptions = {
  /** Shared by all API processes. Null, or not answering: each process counts alone. */
  readonly redis: Redis | null;
  readonly log: Pick<Log, "warn" | "info">;
  /** Multiplies every limit: 1 unless told. */
  readonly factor?: number | undefined;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
};

/**
 * Counts in Redis, and always in this process too: what this process alone refuses costs Redis nothing, and when Redis
 * is away, slow or refuses to write, the own count goes on from where it is. No request waits longer than 50 ms for it,
 * and only one in a second does while it does not answer.
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const monotonicMs = options.monotonicMs ?? (() => performance.now());
  const own = createLocalRateCounts(monotonicMs);
  const wide = createWidened(options.factor ?? 1);
  const shared = createShared({ ...options, monotonicMs });

  return {
    async take(limit, caller, cost = 1) {
      const mine = wide(limit);
      const ownMs = own.take(mine, caller, cost);
      return ownMs > 0 ? ownMs : await shared.take(mine, caller, cost);
    },
    takeHere: (limit, caller, cost = 1) => own.take(wide(limit), caller, cost),
    async forget(limit, caller) {
      own.forget(limit, caller);
      await shared.forget(limit, caller);
    },
  };
}

/** Applies the factor to each limit once: limits are few and fixed. */
function createWidened(factor: number): (limit: RateLimit) => RateLimit {
  const known = new WeakMap<RateLimit, RateLimit>();
  return (limit) => {
    const made = known.get(limit) ?? scaleRateLimit(limit, factor);
    known.set(limit, made);
    return made;
  };
}

type WithTake = { rateLimitTake(key: string, ...args: readonly number[]): Promise<unknown> };

/** The counts shared by all processes. While Redis does not answer, every request is admitted and one warning logged. */
function createShared(options: RateLimiterOptions & { readonly monotonicMs: () => number }) {
  const { redis, log, monotonicMs } = options;
  redis?.defineCommand("rateLimitTake", { numberOfKeys: 1, lua: TAKE_SCRIPT });
  let leftAloneUntil = Number.NEGATIVE_INFINITY;
  let isDatabaseUnavailable = false;

  async function ask<T>(command: (client: Redis) => Promise<T>): Promise<T | undefined> {
    if (redis === null || monotonicMs() < leftAloneUntil) return undefined;
    try {
      const answer = await soon(command(redis));
      if (isDatabaseUnavailable) log.info({}, "requests are counted over all processes again");
      isDatabaseUnavailable = false;
      return answer;
    } catch (error) {
      leftAloneUntil = monotonicMs() + REDIS_RETRY_AFTER_MS;
      if (!isDatabaseUnavailable)
        log.warn({ reason: String(error) }, "requests are counted in this process only");
      isDatabaseUnavailable = true;
      return undefined;
    }
  }

  return {
    async take({ name, burst, perMinute }: RateLimit, caller: string, cost: number): Promise<number> {
      const pieceMs = 60_000 / perMinute;
      const args = [burst * pieceMs, Math.min(cost, burst) * pieceMs];
      const waitMs = await ask((client) =>
        (client as unknown as WithTake).rateLimitTake(limiterKeys.limit(name, caller), ...args),
      );
      return typeof waitMs === "number" ? waitMs : 0;
    },
    forget: async ({ name }: RateLimit, caller: string): Promise<void> =>
      void (await ask((client) => client.del(limiterKeys.limit(name, caller)))),
  };
}

/** Raises when the answer does not come in time; a late answer is ignored. */
async function soon<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${REDIS_TIMEOUT_MS} ms`)), REDIS_TIMEOUT_MS);
  });
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
