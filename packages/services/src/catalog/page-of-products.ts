import {
  type Cached,
  LIST_HEAD_SIZE,
  type ListEntry,
  MAX_NUMBERED_PAGES,
  type ProductPageInput,
  type ProductPageView,
  type Sort,
  worstOf,
  writeListCursor,
} from "@scarlet/domain/catalog";
import { type ListSource, readThroughList } from "./list-source.ts";
import { type CatalogContext, readCards } from "./product-view.ts";

/** How many entries a page of what is in stock looks at before it hands out a cursor to go on with. */
const MAX_LOOKED_AT = 20 * LIST_HEAD_SIZE;

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
  const known = inStock ? await inStockOnly(ctx, list, limit) : headOf(list);
  const { entries } = known;
  const pages = Math.min(MAX_NUMBERED_PAGES, Math.ceil(entries.length / limit));
  const shown = page <= pages ? entries.slice((page - 1) * limit, page * limit) : [];
  const { cards, outcome } = await readCards(
    ctx,
    shown.map(({ id }) => id),
  );
  return {
    value: { items: cards, page, pages, total: list.total, nextCursor: onwardsFrom(shown, known, sort) },
    outcome: worstOf([list.outcome(), outcome]),
  };
}

/** The beginning of a list, as far as pages are numbered. */
type Known = {
  readonly entries: readonly ListEntry[];
  /** The last entry that was looked at; what comes after it is not known. Null: the list ends with what is known. */
  readonly lookedTo: ListEntry | null;
};

function headOf({ head, complete }: ListSource): Known {
  return { entries: head, lookedTo: complete ? null : (head.at(-1) ?? null) };
}

/** Looks at the list, however far behind its head, until all numbered pages are full or it ends. */
async function inStockOnly(ctx: CatalogContext, list: ListSource, limit: number): Promise<Known> {
  const wanted = Math.min(LIST_HEAD_SIZE, MAX_NUMBERED_PAGES * limit);
  const found: ListEntry[] = [];
  let position: ListEntry | null = null;
  for (let lookedAt = 0; found.length <= wanted && lookedAt < MAX_LOOKED_AT; ) {
    const { entries, more } = await list.after(position, LIST_HEAD_SIZE);
    const stock = await ctx.stockReader.readStock(entries.map(({ id }) => id));
    found.push(...entries.filter(({ id }) => stock.get(id)?.skus.some((row) => row.available > 0)));
    lookedAt += entries.length;
    position = entries.at(-1) ?? position;
    if (!more) return found.length <= wanted ? { entries: found, lookedTo: null } : cut(found, wanted);
  }
  return found.length <= wanted ? { entries: found, lookedTo: position } : cut(found, wanted);
}

function cut(found: readonly ListEntry[], wanted: number): Known {
  return { entries: found.slice(0, wanted), lookedTo: found[wanted - 1] ?? null };
}

/** Where the list goes on behind a page: after its last product, or after all that was looked at and is sold out. */
function onwardsFrom(shown: readonly ListEntry[], { entries, lookedTo }: Known, sort: Sort): string | null {
  const last = shown.at(-1);
  if (last !== undefined && last !== entries.at(-1)) return writeListCursor(sort, last);
  const nothingFound = entries.length === 0;
  return lookedTo !== null && (last !== undefined || nothingFound) ? writeListCursor(sort, lookedTo) : null;
}
