import { z } from "zod";
import { skuSchema } from "../kernel/index.ts";
import { MOVEMENT_KINDS } from "./schema.ts";

/** How many of the last movements anybody is shown. */
export const LATEST_MOVEMENTS = 8;

/** Whether so much moved lately that pages show it. */
export const storeroomSchema = z.object({ isBusy: z.boolean() });
export type Storeroom = z.infer<typeof storeroomSchema>;

/** A movement that changed how many of a SKU can be bought, `from` so many `to` so many; it names nobody. */
export const latestMovementSchema = z.object({
  /** Of this movement alone. */
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  options: z.record(z.string(), z.string()),
  kind: z.enum(MOVEMENT_KINDS),
  from: z.int(),
  to: z.int(),
  at: z.date(),
});
export type LatestMovement = z.infer<typeof latestMovementSchema>;

export const lastSaleQuerySchema = z.object({ sku: skuSchema });
/** When a piece of a SKU was last sold; null: not lately. */
export const lastSaleSchema = z.object({ soldAt: z.date().nullable() });
export type LastSale = z.infer<typeof lastSaleSchema>;
