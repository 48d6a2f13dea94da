import type { Shelf } from "@scarlet/domain/catalog";
import type { ServiceContext } from "../context/index.ts";

/** The shelves, with how many products stand on each. */
export async function listShelves(ctx: Pick<ServiceContext, "products">): Promise<Shelf[]> {
  return [...(await ctx.products.categories())];
}
