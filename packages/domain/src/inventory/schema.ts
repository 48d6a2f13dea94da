import { z } from "zod";
import {
  actorRefSchema,
  cursorSchema,
  limitSchema,
  personNote,
  queryBoolean,
  skuSchema,
} from "../kernel/index.ts";

/** The highest on hand of one SKU: a bound against mistyped figures. */
export const MAX_ON_HAND = 10_000_000;

/**
 * The stock of one SKU. `available` = `onHand` − `reserved`, never below 0; `version` is the number of its ledger
 * movements.
 */
export const stockRowSchema = z.object({
  sku: z.string(),
  productId: z.string(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
  version: z.int(),
  lowStockAt: z.int(),
});
export type StockRow = z.infer<typeof stockRowSchema>;

/** What a movement is. Its effect: reserve +reserved, release −reserved, sale −both, the others ±on hand. */
export const MOVEMENT_KINDS = ["reserve", "release", "sale", "adjust", "receive", "return"] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** Why staff changed a figure by hand. `received` becomes a receive, `returned` a return, the others an adjust. */
export const ADJUSTMENT_REASONS = [
  "correction",
  "damaged",
  "lost",
  "found",
  "to_supplier",
  "other",
  "received",
  "returned",
] as const;
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

const pairSchema = z.object({ onHand: z.int(), reserved: z.int() });
export type StockPair = z.infer<typeof pairSchema>;

/** One line of the ledger. Versions of a SKU rise by one, from the seed's receive on. */
export const movementSchema = z.object({
  sku: z.string(),
  version: z.int(),
  kind: z.enum(MOVEMENT_KINDS),
  delta: pairSchema,
  before: pairSchema,
  after: pairSchema,
  actor: actorRefSchema,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  orderId: z.string().nullable(),
  /** What people call the order: "SC-20418". */
  orderNumber: z.string().nullable(),
  at: z.coerce.date(),
});
export type MovementView = z.infer<typeof movementSchema>;

/** A movement as it is stored: with its product and the key that makes its cause count once; the order has its number. */
export type Movement = Omit<MovementView, "orderNumber"> & {
  readonly productId: string;
  readonly causeKey: string;
};

const note = personNote(500);

/** Change by a difference (`delta`), or count and set (`set` with the version that was seen). Exactly one of them. */
export const adjustStockSchema = z
  .strictObject({
    sku: skuSchema,
    delta: z.int().min(-MAX_ON_HAND).max(MAX_ON_HAND).optional(),
    set: z.int().min(0).max(MAX_ON_HAND).optional(),
    expectedVersion: z.int().min(0).optional(),
    reason: z.enum(ADJUSTMENT_REASONS),
    note: note.optional(),
  })
  .refine((input) => (input.delta === undefined) !== (input.set === undefined), {
    message: "Give either delta, or set with expectedVersion.",
  })
  .refine((input) => input.delta !== 0, { message: "A delta of 0 changes nothing.", path: ["delta"] })
  .refine((input) => (input.set === undefined) === (input.expectedVersion === undefined), {
    message: "set needs the expectedVersion that you saw, and delta takes none.",
    path: ["expectedVersion"],
  });
export type AdjustStockInput = z.infer<typeof adjustStockSchema>;

/** The staff's list: `q` matches beginnings of SKU or of words of the title; views narrow it. */
export const listStockSchema = z.object({
  sku: skuSchema.optional(),
  q: z.string().trim().max(100).optional(),
  lowStock: queryBoolean.optional(),
  outOfStock: queryBoolean.optional(),
  held: queryBoolean.optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
});
export type ListStockInput = z.infer<typeof listStockSchema>;

export const listMovementsSchema = z.object({
  sku: skuSchema,
  cursor: cursorSchema.optional(),
  limit: limitSchema,
});
export type ListMovementsInput = z.infer<typeof listMovementsSchema>;
