import { capital, counted, numberWord } from "./plural.ts";

const shelves = (count: number) => `${numberWord(count)} ${count === 1 ? "shelf" : "shelves"}`;

/**
 * The shelves on the home page, what their lists are called, and turning their pages. Filters and empty lists:
 * `filters.ts`; the search: `search.ts`.
 */
export const catalogCopy = {
  newOnShelves: "New on the shelves",
  seeAll: (products: number) => `See all ${counted(products, "thing")}`,
  shelvesTitle: (count: number) => capital(shelves(count)),
  lookCloser: "Look closer",
  everythingDescription: "Everything on the shelves, all of it counted.",
  everythingLine: (products: number, count: number) =>
    capital(`${counted(products, "thing")} on ${shelves(count)}, all of them counted.`),
  /** The title of a list's page from the second page on. */
  pageOf: (title: string, page: number) => `${title}, page ${page}`,
  pagination: {
    pages: "Pages",
    page: (page: number) => `Page ${page}`,
    previous: "Previous page",
    next: "Next page",
  },
} as const;
