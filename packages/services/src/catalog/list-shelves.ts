import type { Cached, Shelf } from "@scarlet/domain/catalog";
import type { ServiceContext } from "../context/index.ts";

/** The shelves, with how many products stand on each. */
export function listShelves(
  ctx: Pick<ServiceContext, "products" | "catalogCache">,
): Promise<Cached<readonly Shelf[]>> {
  return ctx.catalogCache.shelves(() => ctx.products.categories());
}
