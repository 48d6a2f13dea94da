import { type ListOrdersInput, ORDER_STATUSES, type OrderStatus } from "@scarlet/domain/orders";
import { z } from "zod";
import {
  listHref,
  type PageParams,
  pageParamsShape,
  parseList,
  type SearchParams,
  searchTextSchema,
} from "../lists/page-params.ts";

/** Orders on one page of the list. */
export const ORDERS_PAGE_SIZE = 50;

/** Which orders are shown, as the address says; without a status all of them. */
export type OrdersParams = PageParams & { readonly status: OrderStatus | undefined; readonly q: string };

const paramsSchema = z.object({
  status: z.enum(ORDER_STATUSES).optional().catch(undefined),
  q: searchTextSchema,
  ...pageParamsShape,
});

/** Parses the query of the address. Values that are not valid become the default. */
export function parseSearchParams(params: SearchParams): OrdersParams {
  const { status, q, ...page } = parseList(paramsSchema, params);
  return { status, q, ...page };
}

/** The address of the page with these parameters; defaults are left out. */
export function hrefOf({ status, q, ...page }: Partial<OrdersParams>): string {
  return listHref("/orders", { status, q }, page);
}

/** The API input for these parameters. */
export function listInput({ status, q, cursor }: OrdersParams): Partial<ListOrdersInput> {
  return {
    ...(status === undefined ? {} : { status }),
    ...(q === "" ? {} : { q }),
    ...(cursor === undefined ? {} : { cursor }),
    limit: ORDERS_PAGE_SIZE,
  };
}
