import { z } from "zod";
import { artSchema, categorySchema, productSchema } from "./schema.ts";

/** One SKU as shoppers see it: its price and how many of it can be bought now. */
export const skuViewSchema = z.object({
  sku: z.string(),
  options: z.record(z.string(), z.string()),
  priceMinor: z.int(),
  availableStock: z.int(),
  lowStockAt: z.int(),
  held: z.boolean().meta({ description: "Whether open holds reserve pieces of it." }),
  art: artSchema,
});
export type SkuView = z.infer<typeof skuViewSchema>;

/**
 * A product with its stock. `availableStock` is the sum over its SKUs; `stockVersion` rises with every change of its
 * stock or price, so that a reader can drop an older answer; `freeAt` is when the nearest hold ends and the figures
 * must be read again (null: no open hold).
 */
export const productCardSchema = productSchema
  .pick({
    id: true,
    slug: true,
    title: true,
    category: true,
    priceMinor: true,
    currency: true,
    lowStockAt: true,
    art: true,
  })
  .extend({
    availableStock: z.int(),
    stockVersion: z.int(),
    freeAt: z.date().nullable(),
    publishedAt: z.date(),
    skus: z.array(skuViewSchema),
  });
export type ProductCard = z.infer<typeof productCardSchema>;

/** The product page: a card's fields and the words. */
export const productViewSchema = productCardSchema.extend(
  productSchema.pick({ description: true, materials: true, dimensions: true, care: true, options: true })
    .shape,
);
export type ProductView = z.infer<typeof productViewSchema>;

export const productListSchema = z.object({
  items: z.array(productCardSchema),
  nextCursor: z.string().nullable(),
});

/** What stands beside a product on its shelf, nearest first; fewer than four on a small shelf. */
export const productNeighboursSchema = z.object({ items: z.array(productCardSchema) });
export type ProductNeighbours = z.infer<typeof productNeighboursSchema>;

/**
 * A numbered page. `total` counts all matching products, sold-out ones included; `pages` is how many can be numbered;
 * `nextCursor` leads on from here by cursor.
 */
export const productPageViewSchema = z.object({
  items: z.array(productCardSchema),
  page: z.int(),
  pages: z.int(),
  total: z.int(),
  nextCursor: z.string().nullable(),
});
export type ProductPageView = z.infer<typeof productPageViewSchema>;

/** The shelves with how many products stand on each. */
export const shelfSchema = categorySchema.extend({ productCount: z.int() });
export type Shelf = z.infer<typeof shelfSchema>;
