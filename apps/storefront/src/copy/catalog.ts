import type { Sort } from "@scarlet/domain/catalog";
import { language } from "./language.ts";
import type { Message } from "./message.ts";
import { capital, counted, numberWord } from "./plural.ts";

const shelves = (count: number) => `${numberWord(count)} ${count === 1 ? "shelf" : "shelves"}`;
const euros = (amount: number) => `€${amount.toLocaleString(language.numbers)}`;

/** The shelves: on the home page, their lists and filters. The search: `search.ts`. */
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
  sortBy: "Sort by",
  sorts: {
    newest: "Newest first",
    price_asc: "Price, low to high",
    price_desc: "Price, high to low",
    title: "By name",
  } satisfies Record<Sort, string>,
  filters: {
    title: "Filters",
    close: "Close the filters",
    count: (products: number) => counted(products, "thing"),
    showCount: (products: number) => `Show ${counted(products, "thing")}`,
    show: "Show",
    availability: "Availability",
    inStock: "In stock now",
    shelf: "Shelf",
    price: "Price",
    lowestPrice: "Lowest price in euros",
    priceTo: "to",
    highestPrice: "Highest price in euros",
    wholeEuros: "Whole euros, such as 20.",
    /** "€20 to €200"; undefined when there is no bound. */
    priceRange: ({ min, max }: { readonly min: number | undefined; readonly max: number | undefined }) => {
      if (min !== undefined && max !== undefined) return `${euros(min)} to ${euros(max)}`;
      if (min !== undefined) return `From ${euros(min)}`;
      return max === undefined ? undefined : `Up to ${euros(max)}`;
    },
  },
  soldOutSoFar: {
    title: "Everything so far is sold out.",
    text: "There is more on this shelf that we have not looked at.",
  } satisfies Message,
  lookFurther: "Look further",
  nothingFits: {
    title: "Nothing fits these filters.",
    text: "Take one away, or look at everything that is here.",
  } satisfies Message,
  takeFiltersAway: "Take the filters away",
  emptyShelf: { title: "This shelf is empty.", text: "The other shelves are not." } satisfies Message,
} as const;
