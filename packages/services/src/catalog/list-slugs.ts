import { SLUG_PAGE_SIZE, type SlugPageInput } from "@scarlet/domain/catalog";
import type { ServiceContext } from "../context/index.ts";

/** One page of the slugs of all products, for site maps; empty beyond the last. */
export async function listSlugs(
  { products, catalogCache }: Pick<ServiceContext, "products" | "catalogCache">,
  { page }: SlugPageInput,
): Promise<string[]> {
  return [...(await catalogCache.slugs(page, () => products.slugs(page, SLUG_PAGE_SIZE)))];
}
