import { MAX_NUMBERED_PAGES, type Sort } from "@scarlet/domain/catalog";
import { MAX_CURSOR_LENGTH } from "@scarlet/domain/kernel";

export const PAGE_SIZE = 24;
/** Whole euros as people type them; more is nobody's price. */
const MAX_EUROS = 1_000_000;

const CURSOR = new RegExp(`^[\\w-]{1,${MAX_CURSOR_LENGTH}}$`);

/** Where in a list a visitor stands. All of it is in the address. */
export type Place = {
  readonly inStock: boolean;
  /** Whole euros. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly sort: Sort;
  /** From 1 on; whether there are so many pages only the list knows. */
  readonly page: number;
  /** Beyond the numbered pages. */
  readonly cursor: string | undefined;
};

export const SORT_WORDS = {
  newest: "Newest first",
  price_asc: "Price, low to high",
  price_desc: "Price, high to low",
  title: "By name",
} as const satisfies Record<Sort, string>;

/** In the order they are offered. */
export const SORTS = ["newest", "price_asc", "price_desc", "title"] as const satisfies readonly Sort[];

type Raw = Readonly<Record<string, string | readonly string[] | undefined>>;

function euros(raw: string | undefined): number | undefined {
  // A space between digits is no sign to drop: "1 5" is not 15.
  const [, text] = /^\s*€?\s*(\d{1,7})\s*€?\s*$/.exec(raw ?? "") ?? [];
  return text === undefined ? undefined : Math.min(Number(text), MAX_EUROS);
}

/** Reads the address. What makes no sense is left out: an old link still leads somewhere. */
export function readPlace(search: Raw): Place {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" ? value : value?.[0];
  };
  const sort = one("sort") ?? "";
  const page = /^[1-9]\d{0,8}$/.test(one("page") ?? "") ? Number(one("page")) : 1;
  const [min, max] = [euros(one("min")), euros(one("max"))];
  const swapped = min !== undefined && max !== undefined && min > max;
  const cursor = one("cursor");
  return {
    inStock: one("inStock") === "true",
    min: swapped ? max : min,
    max: swapped ? min : max,
    sort: Object.hasOwn(SORT_WORDS, sort) ? (sort as Sort) : "newest",
    page,
    cursor: cursor !== undefined && CURSOR.test(cursor) ? cursor : undefined,
  };
}

/** Which page the API is asked for: it numbers so many, and says how many of them this list has. */
export function askedPage({ page }: Pick<Place, "page">): number {
  return Math.min(page, MAX_NUMBERED_PAGES);
}

/** The address of a place; what is as usual is not written. Every change of filter leads to the first page. */
export function hrefOf(base: string, place: Place, change: Partial<Place> = {}): string {
  const next = { ...place, page: 1, cursor: undefined, ...change };
  const query = new URLSearchParams();
  if (next.inStock) query.set("inStock", "true");
  if (next.min !== undefined) query.set("min", String(next.min));
  if (next.max !== undefined) query.set("max", String(next.max));
  if (next.sort !== "newest") query.set("sort", next.sort);
  if (next.cursor !== undefined) query.set("cursor", next.cursor);
  else if (next.page > 1) query.set("page", String(next.page));
  const words = query.toString();
  return words === "" ? base : `${base}?${words}`;
}

type Filter = {
  readonly category?: string;
  readonly inStock?: true;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly sort?: Sort;
  readonly limit: number;
};

/** What the API is asked for; the same on the server and in the browser, because it names the query. */
export function filterOf(place: Place, category: string | undefined): Filter {
  return {
    ...(category !== undefined && { category }),
    ...(place.inStock && { inStock: true as const }),
    ...(place.min !== undefined && { minPrice: place.min * 100 }),
    ...(place.max !== undefined && { maxPrice: place.max * 100 }),
    ...(place.sort !== "newest" && { sort: place.sort }),
    limit: PAGE_SIZE,
  };
}

/** The price filter in words; undefined when there is none. */
export function priceWords({ min, max }: Pick<Place, "min" | "max">): string | undefined {
  if (min !== undefined && max !== undefined) return `${inEuros(min)} to ${inEuros(max)}`;
  if (min !== undefined) return `From ${inEuros(min)}`;
  return max === undefined ? undefined : `Up to ${inEuros(max)}`;
}

function inEuros(amount: number): string {
  return `€${amount.toLocaleString("en-IE")}`;
}
