import { createHash } from "node:crypto";
import type { Product } from "@scarlet/domain/catalog";
import type { StockRow } from "@scarlet/domain/inventory";
import { CURRENCY } from "@scarlet/domain/kernel";

/** The id that `buildProduct` gives to a slug. */
export function productIdOf(slug: string): string {
  return createHash("sha256").update(slug).digest("hex").slice(0, 24);
}

/** A published product. `skus` are codes, or codes with prices in minor units. */
export function buildProduct(
  slug: string,
  skus: readonly string[] | Readonly<Record<string, number>> = [`${slug.toUpperCase()}-1`],
  change: Partial<Product> = {},
): Product {
  const prices = Array.isArray(skus) ? Object.fromEntries(skus.map((sku) => [sku, 2400])) : skus;
  const art = { kind: "mug", variant: "ember", seed: 7 };
  const forms = Object.entries(prices as Readonly<Record<string, number>>).map(([sku, priceMinor]) => ({
    sku,
    options: { Colour: sku },
    priceMinor,
    art,
  }));
  return {
    id: productIdOf(slug),
    slug,
    title: `The ${slug.replaceAll("-", " ")}`,
    category: "ceramics",
    description: "Thrown by hand.",
    materials: "Clay.",
    dimensions: "9 cm.",
    care: "Wash it.",
    options: [{ name: "Colour", values: forms.map(({ sku }) => sku) }],
    priceMinor: Math.min(...forms.map(({ priceMinor }) => priceMinor)),
    currency: CURRENCY,
    lowStockAt: 3,
    art,
    skus: forms,
    status: "published",
    publishedAt: new Date("2025-11-01T08:00:00.000Z"),
    contentVersion: 1,
    ...change,
  };
}

/** A stock row as the seed leaves it: one receive. */
export function buildStockRow(sku: string, productId: string, onHand: number, lowStockAt = 3): StockRow {
  return { sku, productId, onHand, reserved: 0, available: onHand, version: 1, lowStockAt };
}
