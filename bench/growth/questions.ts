import { MAKERS } from "../../apps/api/src/jobs/seed-variations.ts";
import catalog from "../../prisma/seed/catalog.json" with { type: "json" };

/** What is asked, each time with other words or bounds, so that no answer is one that was kept. */
export type Question = { readonly what: string; readonly staff: boolean; readonly paths: readonly string[] };

const ASKED = 100;
const SORTS = ["newest", "price_asc", "price_desc", "title"];
const TITLES = catalog.products.map(({ title }) => title.toLowerCase().split(" "));
const WORDS = [...new Set(TITLES.flat())].filter((word) => word.length > 2);
const CODES = catalog.products.flatMap(({ skus }) => skus.map(({ sku }) => sku));

const times = (pathAt: (index: number) => string) =>
  Array.from({ length: ASKED }, (_, index) => pathAt(index));
const at = (list: readonly string[], index: number) => encodeURIComponent(list[index % list.length] ?? "");
const products = (query: string) => `/api/catalog/products?limit=24&${query}`;
const inventory = (query: string) => `/api/inventory?limit=100&${query}`;

/** The questions of the bench. `variant` is another for each round, so that each round asks what none has asked. */
export function questions(variant: number): Question[] {
  const shop = (what: string, pathAt: (index: number) => string): Question => ({
    what,
    staff: false,
    paths: times(pathAt),
  });
  const staff = (what: string, pathAt: (index: number) => string): Question => ({
    what,
    staff: true,
    paths: times(pathAt),
  });
  const bound = (index: number) => 100 * (variant + 1) + index;
  return [
    shop("product", (i) => `/api/catalog/products/${catalog.products[i % catalog.products.length]?.slug}`),
    shop("list", (i) => products(`sort=${at(SORTS, i)}`)),
    shop("list, price bound", (i) => products(`sort=${at(SORTS, i)}&minPrice=${bound(i)}`)),
    shop("search, rare: a word and a number", (i) =>
      products(`q=${at(WORDS, i)}+${2 + (i % 18)}&minPrice=${bound(i)}`),
    ),
    shop("search, common: one word", (i) => {
      const place = ASKED * variant + i;
      return products(`q=${at(WORDS, place)}&sort=${at(SORTS, Math.floor(place / WORDS.length))}`);
    }),
    shop("search, common: a maker", (i) =>
      products(`q=${at(MAKERS, i)}&sort=${at(SORTS, i)}&minPrice=${bound(i)}`),
    ),
    shop("search, common: two words", (i) =>
      products(`q=${at(MAKERS, i)}+${at(WORDS, i)}&sort=${at(SORTS, i)}&minPrice=${bound(i)}`),
    ),
    staff("inventory list", () => inventory("")),
    staff("inventory, low", () => inventory("lowStock=true")),
    staff("inventory search, one word", (i) => inventory(`q=${at(WORDS, i)}`)),
    staff("inventory search, two words", (i) => inventory(`q=${at(MAKERS, i)}+${at(WORDS, i)}`)),
    staff("inventory search, low, one word", (i) => inventory(`lowStock=true&q=${at(WORDS, i)}`)),
    staff("inventory search, a code", (i) => inventory(`q=${at(CODES, i).slice(0, -1)}`)),
  ];
}
