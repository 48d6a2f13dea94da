import { type ListOrdersInput, ORDER_STATUSES, type OrderStatus } from "@scarlet/domain/orders";
import { z } from "zod";

/** Orders on one page of the list. */
export const ORDERS_PAGE_SIZE = 50;

/** Which orders are shown: all of it lives in the address. */
export type OrdersParams = {
  readonly status: OrderStatus | undefined;
  readonly q: string;
  readonly cursor: string | undefined;
  readonly from: number;
};

const paramsSchema = z.object({
  status: z.enum(ORDER_STATUSES).optional().catch(undefined),
  q: z.string().trim().max(100).catch(""),
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  from: z.coerce.number().int().min(1).max(10_000_000).catch(1),
});

type Address = Readonly<Record<string, string | string[] | undefined>> | URLSearchParams;

/** Reads the address. What makes no sense becomes the default. */
export function parseSearchParams(address: Address): OrdersParams {
  const fields = address instanceof URLSearchParams ? Object.fromEntries(address) : address;
  const { status, q, cursor, from } = paramsSchema.parse(fields);
  return { status, q, cursor, from: cursor === undefined ? 1 : from };
}

/** The address of a place; defaults are left out. */
export function hrefOf(place: Partial<OrdersParams>): string {
  const params = new URLSearchParams();
  if (place.status !== undefined) params.set("status", place.status);
  if (place.q) params.set("q", place.q);
  if (place.cursor !== undefined) {
    params.set("cursor", place.cursor);
    params.set("from", String(place.from ?? 1));
  }
  const query = params.toString();
  return query === "" ? "/orders" : `/orders?${query}`;
}

/** What the API is asked for at a place. */
export function listInput(place: OrdersParams): Partial<ListOrdersInput> {
  return {
    ...(place.status === undefined ? {} : { status: place.status }),
    ...(place.q === "" ? {} : { q: place.q }),
    ...(place.cursor === undefined ? {} : { cursor: place.cursor }),
    limit: ORDERS_PAGE_SIZE,
  };
}
