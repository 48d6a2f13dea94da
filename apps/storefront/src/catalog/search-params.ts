import { MAX_NUMBERED_PAGES, type Sort } from "@scarlet/domain/catalog";
import { MAX_CURSOR_LENGTH } from "@scarlet/domain/kernel";

export const PAGE_SIZE = 24;
/** Whole euros as people type them; more is nobody's price. */
const MAX_EUROS = 1_000_000;

const CURSOR = new RegExp(`^[\\w-]{1,${MAX_CURSOR_LENGTH}}$`);

/** Filters, order and page of a list, as the address has them. */
export type ListParams = {
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

/** In the order in which they are offered. */
export const SORTS = ["newest", "price_asc", "price_desc", "title"] as const satisfies readonly Sort[];

type Raw = Readonly<Record<string, string | readonly string[] | undefined>>;

function euros(raw: string | undefined): number | undefined {
  // A space between digits is no sign to drop: "1 5" is not 15.
  const [, text] = /^\s*€?\s*(\d{1,7})\s*€?\s*$/.exec(raw ?? "") ?? [];
  return text === undefined ? undefined : Math.min(Number(text), MAX_EUROS);
}

/** Parses the query of the address. Invalid values fall back to the default, so that an old link still shows a list. */
export function readListParams(search: Raw): ListParams {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" ? value : value?.[0];
  };
  const page = /^[1-9]\d{0,8}$/.test(one("page") ?? "") ? Number(one("page")) : 1;
  const [min, max] = [euros(one("min")), euros(one("max"))];
  const swapped = min !== undefined && max !== undefined && min > max;
  const cursor = one("cursor");
  return {
    inStock: one("inStock") === "true",
    min: swapped ? max : min,
    max: swapped ? min : max,
    sort: SORTS.find((each) => each === one("sort")) ?? "newest",
    page,
    cursor: cursor !== undefined && CURSOR.test(cursor) ? cursor : undefined,
  };
}

/** The page to ask the API for, which numbers at most `MAX_NUMBERED_PAGES`; its answer says how many this list has. */
export function requestedPage({ page }: Pick<ListParams, "page">): number {
  return Math.min(page, MAX_NUMBERED_PAGES);
}

/** The address of a list with these parameters. Defaults are left out. Every change of a filter leads to page 1. */
export function hrefOf(base: string, listParams: ListParams, change: Partial<ListParams> = {}): string {
  const next = { ...listParams, page: 1, cursor: undefined, ...change };
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

/** The input of the query: server and browser make the same, because it is the cache key. */
export function listInput(listParams: ListParams, category: string | undefined): Filter {
  return {
    ...(category !== undefined && { category }),
    ...(listParams.inStock && { inStock: true as const }),
    ...(listParams.min !== undefined && { minPrice: listParams.min * 100 }),
    ...(listParams.max !== undefined && { maxPrice: listParams.max * 100 }),
    ...(listParams.sort !== "newest" && { sort: listParams.sort }),
    limit: PAGE_SIZE,
  };
}
