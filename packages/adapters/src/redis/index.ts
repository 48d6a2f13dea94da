export { connectRedis, type RedisLink, type RedisOptions } from "./client.ts";
export {
  type CatalogSpace,
  CONTENT_TTL_SECONDS,
  catalogKeys,
  LIST_TTL_SECONDS,
  STAMP_TTL_SECONDS,
} from "./keys.ts";
