import type { ListStockInput } from "@scarlet/domain/inventory";
import { z } from "zod";
import {
  listHref,
  type PageParams,
  pageParamsShape,
  parseList,
  type SearchParams,
  searchTextSchema,
} from "../lists/page-params.ts";

/** Rows on one page of the list. */
export const INVENTORY_PAGE_SIZE = 100;

const VIEWS = ["all", "low", "out", "held"] as const;
type StockView = (typeof VIEWS)[number];

/** What the inventory page shows, as its address says. */
export type InventoryParams = PageParams & { readonly view: StockView; readonly q: string };

const paramsSchema = z.object({ view: z.enum(VIEWS).catch("all"), q: searchTextSchema, ...pageParamsShape });

const FILTERS: Readonly<Record<StockView, Partial<ListStockInput>>> = {
  all: {},
  low: { lowStock: true },
  out: { outOfStock: true },
  held: { held: true },
};

/** Parses the query of the address. Values that are not valid become the default. */
export function parseSearchParams(params: SearchParams): InventoryParams {
  return parseList(paramsSchema, params);
}

/** The address of the page with these parameters; defaults are left out. */
export function hrefOf({ view, q, ...page }: Partial<InventoryParams>): string {
  return listHref("/inventory", { view: view === "all" ? undefined : view, q }, page);
}

/** The API input for these parameters. */
export function listInput({ view, q, cursor }: InventoryParams): Partial<ListStockInput> {
  return {
    ...FILTERS[view],
    ...(q === "" ? {} : { q }),
    ...(cursor === undefined ? {} : { cursor }),
    limit: INVENTORY_PAGE_SIZE,
  };
}
