import type { StockChanged } from "@scarlet/domain/inventory";
import { idSchema, invalidInput } from "@scarlet/domain/kernel";
import { z } from "zod";
import { type Json, refusalResponse, schemaOf } from "./openapi-parts.ts";

/** Where the shop tells of committed changes of stock, as server-sent events. */
export const STOCK_EVENTS_PATH = "/api/stock/events";

const MAX_PRODUCTS = 100;
const productSchema = z.tuple([idSchema, z.coerce.number().int().nonnegative().optional()]);
const products = z.array(productSchema).min(1).max(MAX_PRODUCTS);
const changed = z.object({
  productId: idSchema,
  version: z.int().meta({ description: "The stock version that was committed." }),
  freeAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: "When the nearest hold ends and these figures must be read again." }),
  skus: z.array(z.object({ sku: z.string(), available: z.int(), lowStockAt: z.int() })),
});

/** The products that a listener asks for, and the stock version that it shows of each; undefined: it said none. */
export type WatchedProducts = ReadonlyMap<string, number | undefined>;

/**
 * The products that a listener asks for, as its query says it: ids with commas between, each with the stock version that
 * it shows (`id:7`) if it wants to be told at once what is newer; null: all. Raises `input.invalid`.
 */
export function readStockEventsQuery(given: readonly string[] | undefined): WatchedProducts | null {
  if (given === undefined) return null;
  if (given.length > 1) throw invalidInput("products: give it once.");
  const read = products.safeParse(given[0]?.split(",").map((each) => each.split(":")));
  if (!read.success)
    throw invalidInput(
      `products: give 1 to ${MAX_PRODUCTS} product ids with commas between, each with a version (id:7) or without.`,
    );
  return new Map(read.data.map(([id, version]) => [id, version]));
}

const texts = new WeakMap<StockChanged, string>();

/**
 * A change as anybody may see it: what can be bought, not what is held. The same text for all listeners of a process is
 * made once.
 */
export function publicStockChange(change: StockChanged): string {
  const known = texts.get(change);
  if (known !== undefined) return known;
  const skus = change.skus.map(({ sku, available, lowStockAt }) => ({ sku, available, lowStockAt }));
  const { productId, version, freeAt } = change;
  const text = JSON.stringify({ productId, version, freeAt, skus });
  texts.set(change, text);
  return text;
}

/** The stream of events, which is no procedure. */
export const stockEventsPaths: Record<string, Record<string, Json>> = {
  [STOCK_EVENTS_PATH]: {
    get: {
      operationId: "inventory.events",
      summary: "Be told when stock was committed: server-sent events with a product's figures.",
      description:
        "Each `changed` carries what a commit left of a product, with the stock version it belongs to: take it only if that is higher than yours; `x-stock-seen` with it is answered with nothing older. `stale` names a product (`productId`) that is to be read again. `gap`: changes may have gone untold, read all again; `interrupted`: they go untold until the next `gap`. `alive` comes at the beginning and every 15 seconds in which nothing else is told. Events make screens quick and are needed for nothing: they may come late, twice or never. Listen first, then read.",
      tags: ["inventory"],
      security: [],
      parameters: [
        {
          name: "products",
          in: "query",
          required: false,
          description: `Only of these products: up to ${MAX_PRODUCTS} ids with commas between, all unless given. An id may carry the stock version that you show (\`id:7\`): what is newer is told at once, so you need not read after you began to listen.`,
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
