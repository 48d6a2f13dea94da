import { z } from "zod";
import { artSchema } from "../catalog/index.ts";

/** The auditor's probes by how long after a commit they asked, and how many were answered older than it. */
const probesSchema = z.array(z.object({ afterMs: z.int(), total: z.int(), stale: z.int() }));
const counts = z.record(z.string(), z.int());
/** How often something took how long; `upToMs` null: longer than the classes tell apart. */
const timesSchema = z.array(z.object({ upToMs: z.number().nullable(), count: z.int() }));

/**
 * Pages that storefronts sent: from what they had kept (`hit`), made for all who asked (`render`), made for one visitor
 * (`private`).
 */
export const pageCountsSchema = z.object({ hit: z.int(), render: z.int(), private: z.int() });
export type PageCounts = z.infer<typeof pageCountsSchema>;

/** A process of the shop and its use of the stock cache, as its last heartbeat says. */
export const cacheProcessSchema = z.object({
  process: z.string(),
  startedAt: z.date(),
  reachesRedis: z.boolean(),
  /** The mode it sees; null: it could not read the control document in time. */
  mode: z.enum(["on", "drain", "off"]).nullable(),
  epoch: z.int(),
  viewAgeMs: z.int().nullable(),
  /** Its reads of one product's stock, by what became of them. */
  reads: counts,
  /** Its writes under way. */
  writing: z.int(),
});

/** The figures of the stock cache, over all processes since each of them started. */
export const cacheHealthSchema = z.object({
  mode: z.enum(["on", "drain", "off"]),
  epoch: z.int(),
  /** Since when, and what time it is, by the database's clock. */
  since: z.date(),
  now: z.date(),
  /** Who switched it off by hand, and why; null: it comes back by itself. */
  keptOff: z.object({ by: z.string(), why: z.string().nullable() }).nullable(),
  /** How long the way back lasts, in milliseconds; null: no process tells. */
  drainMs: z.int().nullable(),
  processes: z.array(cacheProcessSchema),
  /** Reads of one product's stock, by what became of them. */
  reads: counts,
  /**
   * Fills that stored nothing, by reason: `voided` by a write or a purge, `overtaken` by another reader, `late`,
   * `no_guard` or `no_answer` from Redis, `hold_ended` before it could be kept.
   */
  refusedFills: counts,
  /** Fences released, by what became of them. */
  releases: counts,
  fenceWait: timesSchema,
  /** From a commit to its value in the cache. */
  releaseLag: timesSchema,
  /** Writes under way. */
  fences: z.array(z.object({ process: z.string(), productIds: z.array(z.string()), ageMs: z.int() })),
  pages: pageCountsSchema,
  probes: probesSchema,
  /** The last warming: when it ended, how many products it looked at, how many of them it had to fill. */
  warming: z.object({ at: z.date().nullable(), products: z.int(), filled: z.int() }),
});
export type CacheHealth = z.infer<typeof cacheHealthSchema>;

const figuresSchema = z.object({
  version: z.int(),
  onHand: z.int(),
  available: z.int(),
  freeAt: z.date().nullable(),
});

/** One product as Redis has it and as the database has it, side by side. */
export const cacheInspectionSchema = z.object({
  productId: z.string(),
  cached: figuresSchema.nullable(),
  database: figuresSchema.nullable(),
});
export type CacheInspection = z.infer<typeof cacheInspectionSchema>;

/** A product on the page of the cache: its name, how often it was read lately (null: not counted), and the inspection. */
export const cachedProductSchema = cacheInspectionSchema.extend({
  slug: z.string(),
  title: z.string(),
  art: artSchema,
  reads: z.int().nullable(),
});
export type CachedProduct = z.infer<typeof cachedProductSchema>;

/** How far back the history of the cache is asked for. */
export const cacheSpanSchema = z.enum(["1h", "24h", "7d"]);
export type CacheSpan = z.infer<typeof cacheSpanSchema>;

const readCountsSchema = z.object({ hits: z.int(), misses: z.int(), bypasses: z.int() });

/** What all processes did with the cache over a span, in steps of equal length, oldest first. */
export const cacheHistorySchema = z.object({
  stepMs: z.int(),
  steps: z.array(readCountsSchema.extend({ at: z.date(), refusedFills: z.int() })),
  /** The auditor's probes of the last thirty days. */
  probes: probesSchema,
});
export type CacheHistory = z.infer<typeof cacheHistorySchema>;

/** What one process would tell a shopper of a product at this moment. */
const processAnswerSchema = z.object({
  /**
   * hit: from Redis. miss: not in Redis; the database was read for it. fenced: a write is under way, so the database.
   * bypass: this process may not use Redis now, so the database.
   */
  outcome: z.enum(["hit", "miss", "fenced", "bypass"]),
  tookMs: z.number(),
  /** The mode it sees; null: it could not read the control document in time. */
  mode: z.enum(["on", "drain", "off"]).nullable(),
  epoch: z.int(),
  viewAgeMs: z.int().nullable(),
  /** Null: it found no stock of the product. */
  figures: figuresSchema.nullable(),
});
export type ProcessAnswer = z.infer<typeof processAnswerSchema>;

/** What every living process answers of one product; `answer` null: it did not in time. */
export const processAnswersSchema = z.object({
  /** The version that was committed before the processes were asked: an older answer is stale. */
  committed: z.int().nullable(),
  processes: z.array(z.object({ process: z.string(), answer: processAnswerSchema.nullable() })),
});
export type ProcessAnswers = z.infer<typeof processAnswersSchema>;

/** What a warming did: how many products it looked at, and how many of them it had to fill. */
export const warmedSchema = z.object({ products: z.int(), filled: z.int() });
export type Warmed = z.infer<typeof warmedSchema>;
