export { cacheNotInUse, cacheWarming } from "./errors.ts";
export {
  hitRate,
  nines,
  PROBE_AGES_MS,
  type ProbeAge,
  type Probes,
  type ReadCounts,
  readCounts,
  sumProbes,
  timeWithin,
} from "./figures.ts";
export type { CacheAdmin } from "./ports.ts";
export {
  type CachedProduct,
  type CacheHealth,
  type CacheHistory,
  type CacheInspection,
  type CacheSpan,
  cachedProductSchema,
  cacheHealthSchema,
  cacheHistorySchema,
  cacheInspectionSchema,
  cacheSpanSchema,
  type PageCounts,
  type ProcessAnswer,
  type ProcessAnswers,
  pageCountsSchema,
  processAnswersSchema,
  type Warmed,
  warmedSchema,
} from "./schema.ts";
