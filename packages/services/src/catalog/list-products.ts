import {
  type Cached,
  type CacheOutcome,
  type ListProductsInput,
  type ProductCard,
  readListCursor,
  worstOf,
  writeListCursor,
} from "@scarlet/domain/catalog";
import { type ListSource, readThroughList } from "./list-source.ts";
import { type CatalogContext, readCards } from "./product-view.ts";

/** How many entries one answer looks at before it hands out a shorter page with a cursor. */
const MAX_LOOKED_AT = 1200;

/**
 * A list of products with their stock as it is now. `inStock` leaves sold-out products away: more ids are taken than
 * asked for, and the cursor stands after the last one looked at, so that none is lost or told twice.
 * Raises `input.invalid_cursor`.
 */
export async function listProducts(
  ctx: CatalogContext,
  input: ListProductsInput,
): Promise<Cached<{ items: ProductCard[]; nextCursor: string | null }>> {
  const { cursor, limit, inStock, ...filter } = input;
  const page = { cursor, limit, inStock, sort: filter.sort };
  return readThroughList(ctx, filter, (list) => pageThrough(ctx, list, page));
}

async function pageThrough(
  ctx: CatalogContext,
  list: ListSource,
  { cursor, limit, inStock, sort }: Pick<ListProductsInput, "cursor" | "limit" | "inStock" | "sort">,
): Promise<Cached<{ items: ProductCard[]; nextCursor: string | null }>> {
  const items: ProductCard[] = [];
  const outcomes: CacheOutcome[] = [];
  let position = cursor === undefined ? null : readListCursor(sort, cursor);
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT; ) {
    const { entries, more } = await list.after(position, limit);
    const { cards, outcome } = await readCards(
      ctx,
      entries.map(({ id }) => id),
    );
    const shown = new Map(
      cards.filter((card) => !inStock || card.availableStock > 0).map((card) => [card.id, card]),
    );
    outcomes.push(outcome);
    lookedAt += entries.length;
    for (const [index, entry] of entries.entries()) {
      const card = shown.get(entry.id);
      if (card) items.push(card);
      position = entry;
      if (items.length < limit) continue;
      const last = index === entries.length - 1 && !more;
      return answer(items, last ? null : writeListCursor(sort, position));
    }
    if (!more) return answer(items, null);
  }
  return answer(items, position && writeListCursor(sort, position));

  function answer(found: ProductCard[], nextCursor: string | null) {
    return { value: { items: found, nextCursor }, outcome: worstOf([list.outcome(), ...outcomes]) };
  }
}
