import {
  type Cached,
  LIST_HEAD_SIZE,
  type ListEntry,
  MAX_NUMBERED_PAGES,
  type ProductPageInput,
  type ProductPageView,
  worstOf,
  writeListCursor,
} from "@scarlet/domain/catalog";
import { type ListSource, readThroughList } from "./list-source.ts";
import { type CatalogContext, readCards } from "./product-view.ts";

/** A numbered page of a list, known as far as the cached head reaches; from its last page on a cursor leads further. */
export async function pageOfProducts(
  ctx: CatalogContext,
  input: ProductPageInput,
): Promise<Cached<ProductPageView>> {
  const { page, limit, inStock, ...filter } = input;
  return readThroughList(ctx, filter, (list) =>
    pageOf(ctx, list, { page, limit, inStock, sort: filter.sort }),
  );
}

async function pageOf(
  ctx: CatalogContext,
  list: ListSource,
  { page, limit, inStock, sort }: Pick<ProductPageInput, "page" | "limit" | "inStock" | "sort">,
): Promise<Cached<ProductPageView>> {
  const entries = inStock ? await inStockOnly(ctx, list.head) : list.head;
  const pages = Math.min(MAX_NUMBERED_PAGES, Math.ceil(Math.min(entries.length, LIST_HEAD_SIZE) / limit));
  const shown = page <= pages ? entries.slice((page - 1) * limit, page * limit) : [];
  const { cards, outcome } = await readCards(
    ctx,
    shown.map(({ id }) => id),
  );
  const last = shown.at(-1);
  const more = !list.complete || last !== entries.at(-1);
  return {
    value: {
      items: cards,
      page,
      pages,
      total: list.total,
      nextCursor: last !== undefined && more ? writeListCursor(sort, last) : null,
    },
    outcome: worstOf([list.outcome(), outcome]),
  };
}

async function inStockOnly(ctx: CatalogContext, head: readonly ListEntry[]): Promise<readonly ListEntry[]> {
  const stock = await ctx.stockReader.readStock(head.map(({ id }) => id));
  return head.filter(({ id }) => stock.get(id)?.skus.some((row) => row.available > 0));
}
