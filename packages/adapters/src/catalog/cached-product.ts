import type { Product } from "@scarlet/domain/catalog";

/** A product as it was before it went through JSON, which knows no dates. */
export function revive(value: unknown): Product {
  const product = value as Product;
  return { ...product, publishedAt: new Date(product.publishedAt) };
}
