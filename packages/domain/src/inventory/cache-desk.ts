import { z } from "zod";

const counts = z.record(z.string(), z.int());
/** How often something took how long; `upToMs` null: longer than the classes tell apart. */
const timesSchema = z.array(z.object({ upToMs: z.number().nullable(), count: z.int() }));

/** A process of the shop as it stands to the stock cache, by its own word of the last seconds. */
export const cacheProcessSchema = z.object({
  process: z.string(),
  startedAt: z.date(),
  reachesRedis: z.boolean(),
  /** The mode it sees; null: it could not read the control document in time. */
  mode: z.enum(["on", "drain", "off"]).nullable(),
  epoch: z.int(),
  viewAgeMs: z.int().nullable(),
});

/** How the stock cache fares, over all processes since each of them started. */
export const cacheHealthSchema = z.object({
  mode: z.enum(["on", "drain", "off"]),
  epoch: z.int(),
  /** Since when, and what time it is, by the database's clock. */
  since: z.date(),
  now: z.date(),
  processes: z.array(cacheProcessSchema),
  /** Reads of one product's stock, by what became of them. */
  reads: counts,
  /**
   * Fills that came to nothing, by reason: `voided` by a write or a purge, `overtaken` by another reader, `late`,
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
  /** The auditor's probes, and how many were answered older than what it knew. */
  probes: z.object({ total: z.int(), stale: z.int() }),
  /** The last warming: when it ended, how many products it looked at, how many of them it had to fill. */
  warming: z.object({ at: z.date().nullable(), products: z.int(), filled: z.int() }),
});
export type CacheHealth = z.infer<typeof cacheHealthSchema>;

/** One product as Redis has it and as the database has it, side by side. */
export const cacheInspectionSchema = z.object({
  productId: z.string(),
  cached: z.object({ version: z.int(), available: z.int(), freeAt: z.date().nullable() }).nullable(),
  database: z.object({ version: z.int(), available: z.int(), freeAt: z.date().nullable() }).nullable(),
});
export type CacheInspection = z.infer<typeof cacheInspectionSchema>;

/** A product that is read often: how many of its page's reads are remembered, and whether Redis has its stock now. */
export const warmProductSchema = z.object({ productId: z.string(), reads: z.int(), cached: z.boolean() });
export type WarmProduct = z.infer<typeof warmProductSchema>;

/** What staff may see and do of the stock cache. Nothing of it can make an answer wrong. */
export interface CacheDesk {
  health(): Promise<CacheHealth>;
  inspect(productId: string): Promise<CacheInspection>;
  /** The products read most, most read first: at most twenty of those that are kept warm. */
  warmList(): Promise<WarmProduct[]>;
  /** Takes one product's value away; the next read fills it again. */
  purge(productId: string): Promise<void>;
  /** Switches the cache off for all; it comes back by itself in a new epoch. False: it was not on. */
  renewEpoch(): Promise<boolean>;
}
