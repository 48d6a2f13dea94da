import "server-only";
import { LRUCache } from "lru-cache";

/** So many products are remembered with their shelf. */
const MAX_PRODUCTS = 10_000;

/**
 * What earlier pages found out: which shelf a product stands on, which shelves there are, what is shown large. The next
 * page asks for what it is likely to need at once, together with what tells whether it does, instead of after that: one
 * call of the API for a page. What turns out otherwise costs a second call, and is never shown.
 */
const shelfOfProduct = new LRUCache<string, string>({ max: MAX_PRODUCTS });
let home: { readonly shelves: readonly string[]; readonly featured: string | undefined } | undefined;

export const expected = {
  shelfOf: (slug: string) => shelfOfProduct.get(slug),
  noteShelfOf(slug: string, shelf: string): void {
    shelfOfProduct.set(slug, shelf);
  },
  home: () => home,
  noteHome(found: NonNullable<typeof home>): void {
    home = found;
  },
};
