import { createHash } from "node:crypto";
import type { NewProduct } from "@scarlet/adapters/inventory";
import {
  type Category,
  categorySchema,
  type Product,
  productSchema,
  productSkuSchema,
} from "@scarlet/domain/catalog";
import { CURRENCY } from "@scarlet/domain/kernel";
import { z } from "zod";
import catalogJson from "../../../../prisma/seed/catalog.json" with { type: "json" };

const seedSkuSchema = productSkuSchema.extend({ openingStock: z.int().min(0) });
const seedProductSchema = productSchema
  .omit({ id: true, currency: true, status: true, publishedAt: true, contentVersion: true })
  .extend({ skus: z.array(seedSkuSchema).min(1) });
const catalogSchema = z.object({
  categories: z.array(categorySchema),
  products: z.array(seedProductSchema),
});

/** A product of prisma/seed/catalog.json. */
export type SeedProduct = z.infer<typeof seedProductSchema>;

/** The first product of the file was published at this time, each further one an hour earlier. */
const NEWEST_PUBLISHED_AT_MS = Date.parse("2026-11-02T08:00:00Z");
const HOUR_MS = 3_600_000;

/** The demo catalog. Raises when the file does not match the schema. */
export function seedCatalog(): { readonly categories: Category[]; readonly products: SeedProduct[] } {
  return catalogSchema.parse(catalogJson);
}

/** A product with its opening stock. Its id is derived from the slug, so seeding again finds it. */
export function openingProduct(seed: SeedProduct, place: number): NewProduct {
  const skus = seed.skus.map(({ sku, options, priceMinor, art }) => ({ sku, options, priceMinor, art }));
  const product: Product = {
    ...seed,
    skus,
    id: createHash("sha256").update(seed.slug).digest("hex").slice(0, 24),
    currency: CURRENCY,
    status: "published",
    publishedAt: new Date(NEWEST_PUBLISHED_AT_MS - place * HOUR_MS),
    contentVersion: 1,
  };
  return {
    product,
    onHand: Object.fromEntries(seed.skus.map(({ sku, openingStock }) => [sku, openingStock])),
  };
}
