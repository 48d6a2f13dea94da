import { idSchema, invalidInput } from "@scarlet/domain/kernel";
import { z } from "zod";
import { type Json, refusalResponse, schemaOf } from "./openapi-parts.ts";

/** Where the shop tells of committed changes of stock, as server-sent events. */
export const STOCK_EVENTS_PATH = "/api/stock/events";

const MAX_PRODUCTS = 100;
const products = z.array(idSchema).min(1).max(MAX_PRODUCTS);
const changed = z.object({ productId: idSchema, version: z.int() });

/**
 * The products that a listener asks for, as its query says it: ids with commas between; null: all. Raises
 * `input.invalid`.
 */
export function readStockEventsQuery(given: readonly string[] | undefined): ReadonlySet<string> | null {
  if (given === undefined) return null;
  if (given.length > 1) throw invalidInput("products: give it once.");
  const read = products.safeParse(given[0]?.split(","));
  if (!read.success)
    throw invalidInput(`products: give 1 to ${MAX_PRODUCTS} product ids with commas between.`);
  return new Set(read.data);
}

/** The stream of events, which is no procedure. */
export const stockEventsPaths: Record<string, Record<string, Json>> = {
  [STOCK_EVENTS_PATH]: {
    get: {
      operationId: "inventory.events",
      summary: "Be told when stock was committed: server-sent events with a product and its version.",
      description:
        "Each `changed` carries a product's id and the stock version that was committed; figures are read as ever, and `x-stock-seen` with that version is answered with nothing older. `gap`: changes may have gone untold, read again. Events make screens quick and are needed for nothing: they may come late, twice or never. Listen first, then read.",
      tags: ["inventory"],
      security: [],
      parameters: [
        {
          name: "products",
          in: "query",
          required: false,
          description: `Only of these products: up to ${MAX_PRODUCTS} ids with commas between. All unless given.`,
          schema: { type: "string" },
        },
      ],
      responses: {
        200: {
          description: "OK",
          content: { "text/event-stream": { schema: schemaOf(changed, "output") } },
        },
        400: refusalResponse("invalid"),
        503: refusalResponse("unavailable"),
      },
    },
  },
};
