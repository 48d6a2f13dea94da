import type { Collection } from "mongodb";

/** A product as the bench stores it. */
export interface Product {
  sku: string;
  shop: number;
  title: string;
  priceMinor: number;
  stock: number;
  tags: string[];
  options: { colour: string; size: string };
  createdAt: Date;
  description: string;
}

const PRIME = 7919;
const BATCH = 1000;

/** The product of a number; always the same one. */
export function product(i: number): Product {
  return {
    sku: skuOf(i),
    shop: i % 50,
    title: `Product number ${i}`,
    priceMinor: (i * PRIME) % 100_000,
    stock: 1_000_000,
    tags: [`t${i % 20}`, `u${i % 7}`],
    options: { colour: `c${i % 9}`, size: `s${i % 5}` },
    createdAt: new Date(1_600_000_000_000 + i * 1000),
    description: "x".repeat(300),
  };
}

export function skuOf(i: number): string {
  return `SKU-${String(i).padStart(7, "0")}`;
}

/** Fills a collection with products and the indexes a shop needs. */
export async function fill(products: Collection<Product>, count: number): Promise<void> {
  await products.createIndex({ sku: 1 }, { unique: true });
  await products.createIndex({ shop: 1, priceMinor: -1 });
  await products.createIndex({ tags: 1 });
  for (let i = 0; i < count; i += BATCH) {
    await products.insertMany(Array.from({ length: Math.min(BATCH, count - i) }, (_, j) => product(i + j)));
  }
}
