export { createCacheAdmin } from "./cache-admin.ts";
export type { ControlTimes } from "./control/cache-control.ts";
export { DatabaseReplacedError, identifyShop, keyPrefixOf } from "./control/lineage.ts";
export { openShopRedis, type ShopRedis } from "./control/shop-redis.ts";
export {
  type CacheStanding,
  createStockCache,
  type StockCache,
  type StockCacheOptions,
} from "./stock-cache.ts";
export {
  type CacheReport,
  type CacheStats,
  TIME_BUCKETS_MS,
  type TimeHistogram,
} from "./telemetry/cache-stats.ts";
export { type Heartbeat, readHeartbeats } from "./telemetry/heartbeat.ts";
