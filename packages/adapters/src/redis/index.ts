export { batchedReadsOf, batchReads, type ReadKeys } from "./batched-reads.ts";
export { BoundRedis, OtherRedisError, type RedisCommand } from "./bound-client.ts";
export { connectRedis, type RedisLink, type RedisOptions } from "./client.ts";
export {
  CONTENT_TTL_SECONDS,
  catalogKeys,
  LIST_FRESH_SECONDS,
  LIST_KEPT_SECONDS,
  limiterKeys,
  POPULARITY_KEYS,
  SLUG_TTL_SECONDS,
  STOCK_EVENTS_CHANNEL,
  stockKeys,
} from "./keys.ts";
export { monitorRedis, type OnCommand, type RedisMonitor } from "./monitor-redis.ts";
export { type OneRedis, oneRedis } from "./one-redis.ts";
export { readRedisUrl, redisUrlSchema } from "./redis-url.ts";
export type { Identified } from "./run-id.ts";
