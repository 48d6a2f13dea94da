import { z } from "zod";
import {
  currencySchema,
  cursorSchema,
  idSchema,
  limitSchema,
  priceMinorSchema,
  queryBoolean,
  queryInteger,
  slugSchema,
} from "../kernel/index.ts";
import { MAX_NUMBERED_PAGES } from "./numbered-pages.ts";

/** The arguments of the picture generator: the same arguments always give the same picture. */
export const artSchema = z.object({ kind: z.string(), variant: z.string(), seed: z.int() });
export type Art = z.infer<typeof artSchema>;

export const categorySchema = z.object({ slug: slugSchema, name: z.string(), line: z.string() });
export type Category = z.infer<typeof categorySchema>;

/** One buyable form of a product. `options` names its choice, such as `{ Colour: "Ember" }`. */
export const productSkuSchema = z.object({
  sku: z.string(),
  options: z.record(z.string(), z.string()),
  priceMinor: priceMinorSchema,
  art: artSchema,
});
export type ProductSku = z.infer<typeof productSkuSchema>;

/**
 * A product as the catalog knows it: words, pictures and prices, no stock. `priceMinor` is its lowest SKU price;
 * `contentVersion` rises with every edit; `status` other than "published" hides it from the shop.
 */
export const productSchema = z.object({
  id: idSchema,
  slug: slugSchema,
  title: z.string().min(1).max(200),
  category: slugSchema,
  description: z.string(),
  materials: z.string(),
  dimensions: z.string(),
  care: z.string(),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  priceMinor: priceMinorSchema,
  currency: currencySchema,
  lowStockAt: z.int().min(0),
  art: artSchema,
  skus: z.array(productSkuSchema).min(1),
  status: z.enum(["published", "draft", "archived"]),
  publishedAt: z.date(),
  contentVersion: z.int().min(1),
});
export type Product = z.infer<typeof productSchema>;

/** The orders a list can have. There is none by stock: figures move, places do not. */
export const SORTS = ["newest", "price_asc", "price_desc", "title"] as const;
export type Sort = (typeof SORTS)[number];

const priceBound = queryInteger(priceMinorSchema).optional();

/** What a list shows. `minPrice` and `maxPrice` are minor units, inclusive, and test the product's lowest price. */
export const productFilterSchema = z.object({
  category: slugSchema.optional(),
  q: z.string().trim().max(100).optional(),
  minPrice: priceBound,
  maxPrice: priceBound,
  sort: z.enum(SORTS).default("newest"),
});
export type ProductFilter = z.infer<typeof productFilterSchema>;

/** The public list: `inStock=true` leaves sold-out products away. */
export const listProductsSchema = productFilterSchema.extend({
  inStock: queryBoolean.optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
});
export type ListProductsInput = z.infer<typeof listProductsSchema>;

/** The storefront's numbered pages, known up to `MAX_NUMBERED_PAGES`. */
export const productPageSchema = listProductsSchema.omit({ cursor: true }).extend({
  page: queryInteger(z.int().min(1).max(MAX_NUMBERED_PAGES)).default(1),
});
export type ProductPageInput = z.infer<typeof productPageSchema>;

/** Slugs of all products are handed out in pages of this size, for site maps. */
export const SLUG_PAGE_SIZE = 5_000;
export const slugPageSchema = z.object({ page: queryInteger(z.int().min(1).max(10_000)) });
export type SlugPageInput = z.infer<typeof slugPageSchema>;

export const getProductSchema = z.object({ slug: slugSchema });
