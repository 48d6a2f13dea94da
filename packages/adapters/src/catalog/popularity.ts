import type { Popularity } from "@scarlet/domain/catalog";
import type { Log } from "@scarlet/domain/kernel";
import { POPULARITY_KEYS, type RedisLink } from "../redis/index.ts";

/** Counts are halved this often, so that last week's favourite makes room. */
const HALF_LIFE_MS = 3_600_000;
/** Of all processes together; those read least go. */
const MAX_COUNTED_PRODUCTS = 2_000;
/** Of one process between two of its reports. */
const MAX_UNREPORTED_PRODUCTS = 2_000;
const REPORT_EVERY_MS = 5_000;

/** ARGV: half-life, how many are kept, then product and reads in turn. */
const COUNT = `local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local halved = tonumber(redis.call('GET', KEYS[2]) or '0')
local times = math.floor((now - halved) / ARGV[1])
if halved == 0 then
  redis.call('SET', KEYS[2], string.format('%.0f', now))
elseif times > 0 then
  redis.call('ZUNIONSTORE', KEYS[1], 1, KEYS[1], 'WEIGHTS', 0.5 ^ math.min(times, 60))
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(0.5')
  redis.call('SET', KEYS[2], string.format('%.0f', halved + times * ARGV[1]))
end
for place = 3, #ARGV, 2 do redis.call('ZINCRBY', KEYS[1], ARGV[place + 1], ARGV[place]) end
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[2])
return 1`;

export type PopularityOptions = {
  /** Null: the shop runs without Redis, and nobody counts. */
  readonly redis: RedisLink | null;
  readonly log: Log;
  readonly halfLifeMs?: number;
  readonly kept?: number;
};

/** Counts of reads, gathered in the process and told to Redis every few seconds. */
export type CountedPopularity = Popularity & {
  /** Tells Redis what was gathered since the last time. What it does not take is lost. */
  report(): Promise<void>;
  close(): void;
};

/** The popularity of products, in Redis, for all processes together. */
export function createPopularity(options: PopularityOptions): CountedPopularity {
  const { redis, log, halfLifeMs = HALF_LIFE_MS, kept = MAX_COUNTED_PRODUCTS } = options;
  let unreported = new Map<string, number>();

  async function report(): Promise<void> {
    if (redis === null || unreported.size === 0 || !redis.isUsable()) return;
    const pairs = [...unreported].flat();
    unreported = new Map();
    try {
      await redis.client.eval(
        COUNT,
        2,
        POPULARITY_KEYS.reads,
        POPULARITY_KEYS.halvedAt,
        halfLifeMs,
        kept,
        ...pairs,
      );
    } catch (error) {
      log.warn({ reason: String(error) }, "Redis did not count the reads of the last seconds");
    }
  }

  const timer = setInterval(() => void report(), REPORT_EVERY_MS);
  timer.unref();
  return {
    seen(productId) {
      const known = unreported.get(productId);
      if (known !== undefined || unreported.size < MAX_UNREPORTED_PRODUCTS)
        unreported.set(productId, (known ?? 0) + 1);
    },
    async top(limit) {
      if (redis === null || !redis.isUsable()) return [];
      try {
        const told = await redis.client.zrevrange(POPULARITY_KEYS.reads, 0, limit - 1, "WITHSCORES");
        const places = Array.from({ length: told.length / 2 }, (_, place) => 2 * place);
        return places.map((at) => ({
          productId: told[at] ?? "",
          reads: Math.max(1, Math.round(Number(told[at + 1]))),
        }));
      } catch (error) {
        log.warn({ reason: String(error) }, "Redis did not tell which products are read most");
        return [];
      }
    },
    report,
    close: () => clearInterval(timer),
  };
}
