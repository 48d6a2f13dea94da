import type { Sort } from "@scarlet/domain/catalog";
import { language } from "./language.ts";
import type { Message } from "./message.ts";
import { counted } from "./plural.ts";

const euros = (amount: number) => `€${amount.toLocaleString(language.numbers)}`;

/** The filters and the order of a list, and what an empty list says. */
export const filtersCopy = {
  title: "Filters",
  close: "Close the filters",
  count: (products: number) => counted(products, "thing"),
  showCount: (products: number) => `Show ${counted(products, "thing")}`,
  show: "Show",
  sortBy: "Sort by",
  sorts: {
    newest: "Newest first",
    price_asc: "Price, low to high",
    price_desc: "Price, high to low",
    title: "By name",
  } satisfies Record<Sort, string>,
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
