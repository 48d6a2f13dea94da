import type { ListStockInput } from "@scarlet/domain/inventory";
import { z } from "zod";

/** Rows on one page of the list. */
export const INVENTORY_PAGE_SIZE = 100;

const VIEWS = ["all", "low", "out", "held"] as const;
type StockView = (typeof VIEWS)[number];

/** What of the stock is shown: all of it lives in the address. `from` is the place of the first row, from 1. */
export type InventoryParams = {
  readonly view: StockView;
  readonly q: string;
  readonly cursor: string | undefined;
  readonly from: number;
};

const paramsSchema = z.object({
  view: z.enum(VIEWS).catch("all"),
  q: z.string().trim().max(100).catch(""),
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  from: z.coerce.number().int().min(1).max(10_000_000).catch(1),
});

const FILTERS: Readonly<Record<StockView, Partial<ListStockInput>>> = {
  all: {},
  low: { lowStock: true },
  out: { outOfStock: true },
  held: { held: true },
};

type Address = Readonly<Record<string, string | string[] | undefined>> | URLSearchParams;

/** Reads the address. What makes no sense becomes the default. */
export function parseSearchParams(address: Address): InventoryParams {
  const fields = address instanceof URLSearchParams ? Object.fromEntries(address) : address;
  const { view, q, cursor, from } = paramsSchema.parse(fields);
  return { view, q, cursor, from: cursor === undefined ? 1 : from };
}

/** The address of a place; defaults are left out. */
export function hrefOf(place: Partial<InventoryParams>): string {
  const params = new URLSearchParams();
  if (place.view !== undefined && place.view !== "all") params.set("view", place.view);
  if (place.q) params.set("q", place.q);
  if (place.cursor !== undefined) {
    params.set("cursor", place.cursor);
    params.set("from", String(place.from ?? 1));
  }
  const query = params.toString();
  return query === "" ? "/inventory" : `/inventory?${query}`;
}

/** What the API is asked for at a place. */
export function listInput(place: InventoryParams): Partial<ListStockInput> {
  return {
    ...FILTERS[place.view],
    ...(place.q === "" ? {} : { q: place.q }),
    ...(place.cursor === undefined ? {} : { cursor: place.cursor }),
    limit: INVENTORY_PAGE_SIZE,
  };
}
