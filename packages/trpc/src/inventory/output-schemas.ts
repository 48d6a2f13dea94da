import { artSchema } from "@scarlet/domain/catalog";
import { movementSchema, stockRowSchema } from "@scarlet/domain/inventory";
import { z } from "zod";

/** A stock row with the product's words and what last moved it. */
const stockListRowSchema = stockRowSchema.extend({
  product: z.object({
    title: z.string(),
    slug: z.string(),
    options: z.record(z.string(), z.string()),
    art: artSchema,
  }),
  lastMovement: movementSchema.nullable(),
});

export const stockListSchema = z.object({
  items: z.array(stockListRowSchema),
  nextCursor: z.string().nullable(),
});

export const movementListSchema = z.object({
  items: z.array(movementSchema),
  nextCursor: z.string().nullable(),
});

export const stockCountsSchema = z.object({
  skus: z.int(),
  pieces: z.int(),
  lowStock: z.int(),
  outOfStock: z.int(),
  held: z.int(),
});
