import { putCategories } from "@scarlet/adapters/catalog";
import { addProducts, type NewProduct, type WriteFence } from "@scarlet/adapters/inventory";
import type { Mongo } from "@scarlet/adapters/mongo";
import { DomainError, type Log } from "@scarlet/domain/kernel";
import { openingProduct, seedCatalog } from "./seed-catalog.ts";
import { variation } from "./seed-variations.ts";

/** Large enough to be quick, small enough to retry cheaply after a conflict. */
const PRODUCTS_PER_TRANSACTION = 100;

type Shop = { readonly mongo: Mongo; readonly fence: WriteFence };
export type SeedParts = Shop & { readonly log: Log };

/**
 * Puts the catalog into a database that has no product. All of it in one transaction: a start that was cut off half
 * way left nothing, and the next one seeds again. Returns how many products were put in.
 */
export async function seedWhenEmpty({ mongo, fence, log }: SeedParts): Promise<number> {
  if (!(await isEmpty(mongo))) return 0;
  const { categories, products } = seedCatalog();
  await putCategories(mongo, categories);
  const opened = await addProducts({ mongo, fence }, products.map(openingProduct));
  log.info({ products: opened }, "the shop has its first catalog");
  return opened;
}

/** Whether the shop has no product at all. */
export async function isEmpty(mongo: Mongo): Promise<boolean> {
  return (await mongo.prisma.orm.products.select("_id").first()) === null;
}

export type SeedMany = Shop & {
  /** How many seeded products the shop shall have. */
  readonly products: number;
  /** Called after every batch with the number of products seeded so far. */
  readonly onProgress: (there: number) => void;
};

/**
 * Fills the shop for measurements: the catalog, then variations of it, the same at every run. What is there already is
 * left alone, so a run that was cut off goes on where it stopped. Returns how many products are new.
 */
export async function seedMany({ mongo, fence, products, onProgress }: SeedMany): Promise<number> {
  const { categories, products: models } = seedCatalog();
  await putCategories(mongo, categories);
  const batchFrom = (from: number) =>
    Array.from({ length: Math.min(PRODUCTS_PER_TRANSACTION, products - from) }, (_, index) =>
      openingProduct(variation(models, from + index), from + index),
    );
  let opened = 0;
  let batch = batchFrom(0);
  for (let from = 0; batch.length > 0; ) {
    const written = addPatiently({ mongo, fence }, batch);
    from += batch.length;
    // The next ones are thought up while the database writes these.
    batch = batchFrom(from);
    opened += await written;
    onProgress(from);
  }
  return opened;
}

/** Adds products; where the database is too busy to take them within the time of a transaction, in halves. */
async function addPatiently(shop: Shop, products: readonly NewProduct[]): Promise<number> {
  try {
    return await addProducts(shop, products);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "service.unavailable" || products.length === 1)
      throw error;
    const half = Math.ceil(products.length / 2);
    const first = await addPatiently(shop, products.slice(0, half));
    return first + (await addPatiently(shop, products.slice(half)));
  }
}
