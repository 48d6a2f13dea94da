import {
  type Cached,
  type ListEntry,
  type ListPosition,
  NEIGHBOURS_LOOKED_AT,
  neighboursOf,
  type ProductFilter,
  type ProductNeighbours,
  worstOf,
} from "@scarlet/domain/catalog";
import { readBySlug } from "./get-product.ts";
import { type ListSource, readThroughList } from "./list-source.ts";
import { type CatalogContext, readCards } from "./product-view.ts";

/**
 * What stands beside a product on its shelf, newest first, with its stock as it is now. Who stands beside whom changes
 * with the generation of lists alone, so it is found once for each, and asked whether it stands while stock is read.
 * Raises `catalog.product_not_found`.
 */
export async function listNeighbours(
  ctx: CatalogContext,
  { slug }: { readonly slug: string },
): Promise<Cached<ProductNeighbours>> {
  const hint = ctx.catalogCache.neighboursHint(slug);
  if (hint !== null) {
    const [stands, { cards, outcome }] = await Promise.all([hint.stands(), readCards(ctx, hint.ids)]);
    if (stands !== null) return { value: { items: cards }, outcome: worstOf([stands, outcome]) };
  }
  const found = await ctx.catalogCache.neighbours(slug, () => findNeighbours(ctx, slug));
  const { cards, outcome } = await readCards(ctx, found.value);
  return { value: { items: cards }, outcome: worstOf([found.outcome, outcome]) };
}

/** Looks at the shelf behind the product, and at its beginning. */
async function findNeighbours(ctx: CatalogContext, slug: string): Promise<readonly string[]> {
  const { value: product } = await readBySlug(ctx, slug);
  const shelf: ProductFilter = { category: product.category, sort: "newest" };
  const position = { id: product.id, value: product.publishedAt.getTime() };
  const { value } = await readThroughList(ctx, shelf, async (list) => ({
    value: {
      following: idsOf(await behind(list, position)),
      beginning: idsOf(list.head.slice(0, NEIGHBOURS_LOOKED_AT)),
    },
    outcome: list.outcome(),
  }));
  return neighboursOf(product.id, value);
}

/** As many entries as may be needed, also where the kept beginning of the list ends between them. */
async function behind(list: ListSource, position: ListPosition): Promise<readonly ListEntry[]> {
  const { entries, more } = await list.after(position, NEIGHBOURS_LOOKED_AT);
  const last = entries.at(-1);
  if (!more || last === undefined || entries.length === NEIGHBOURS_LOOKED_AT) return entries;
  const further = await list.after(last, NEIGHBOURS_LOOKED_AT - entries.length);
  return [...entries, ...further.entries];
}

const idsOf = (entries: readonly ListEntry[]): string[] => entries.map(({ id }) => id);
