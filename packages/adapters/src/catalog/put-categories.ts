import type { Category } from "@scarlet/domain/catalog";
import { type Mongo, newId } from "../mongo/index.ts";

/** Writes the shelves in their order. Those that are there keep their count of products. */
export async function putCategories(mongo: Mongo, categories: readonly Category[]): Promise<void> {
  for (const [place, { slug, name, line }] of categories.entries()) {
    await mongo.prisma.orm.categories.where({ slug }).upsert({
      create: { _id: newId(), slug, name, line, place, productCount: 0 },
      update: { name, line, place },
    });
  }
}
