import {
  LATEST_MOVEMENTS,
  type LatestMovement,
  type StockChanged,
  type StockMove,
  stockMoveSchema,
  stockRowSchema,
} from "@scarlet/domain/inventory";
import { idSchema, invalidInput } from "@scarlet/domain/kernel";
import { z } from "zod";
import { type Json, refusalResponse, schemaOf } from "./openapi-parts.ts";

/** Where the shop tells of committed changes of stock, as server-sent events. */
export const STOCK_EVENTS_PATH = "/api/stock/events";
/** Where staff are told the same with what is on hand and reserved. */
export const INVENTORY_EVENTS_PATH = "/api/inventory/events";

/** For so many products at most one stream is, unless it is for all. */
export const MAX_WATCHED_PRODUCTS = 100;
const productSchema = z.tuple([idSchema, z.coerce.number().int().nonnegative().optional()]);
const products = z.array(productSchema).min(1).max(MAX_WATCHED_PRODUCTS);
const versionSchema = z.int().meta({ description: "The stock version that was committed." });
const heldSchema = z.boolean().meta({ description: "Whether open holds reserve pieces of it." });
const changed = z.object({
  productId: idSchema,
  version: versionSchema,
  freeAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: "When the nearest hold ends and these figures must be read again." }),
  skus: z.array(z.object({ sku: z.string(), available: z.int(), lowStockAt: z.int(), held: heldSchema })),
  moves: z.array(stockMoveSchema).meta({
    description:
      "What was done to get there; empty where only the figures are known. Pieces of an adjust have its sign.",
  }),
});
const changedForStaff = z.object({
  productId: idSchema,
  version: versionSchema,
  skus: z.array(stockRowSchema.omit({ productId: true })),
});

/** The products that a listener asks for, and the stock version that it shows of each; undefined: it said none. */
export type WatchedProducts = ReadonlyMap<string, number | undefined>;

type Given = readonly string[] | undefined;
/** What a listener is to be told: of which products (null: of all), and whether also the storeroom's latest movements. */
export type StockEventsQuery = {
  readonly watched: WatchedProducts | null;
  readonly hearsStoreroom: boolean;
};

/** What a listener asks for, as its query says it. Raises `input.invalid`. */
export function readStockEventsQuery(given: {
  readonly products: Given;
  readonly storeroom: Given;
}): StockEventsQuery {
  const storeroom = readStoreroom(given.storeroom);
  if (storeroom !== "only")
    return { watched: readProducts(given.products), hearsStoreroom: storeroom === "also" };
  if (given.products !== undefined) throw invalidInput("storeroom: only goes without products.");
  return { watched: new Map(), hearsStoreroom: true };
}

const storeroomSchema = z.enum(["also", "only"]);

function readStoreroom(given: Given): z.output<typeof storeroomSchema> | undefined {
  if (given === undefined) return undefined;
  const read = storeroomSchema.safeParse(given.length === 1 ? given[0] : undefined);
  if (!read.success) throw invalidInput("storeroom: give also or only, once.");
  return read.data;
}

/** Ids with commas between, each with the stock version that is shown (`id:7`) to be told at once what is newer. */
function readProducts(given: Given): WatchedProducts | null {
  if (given === undefined) return null;
  if (given.length > 1) throw invalidInput("products: give it once.");
  const read = products.safeParse(given[0]?.split(",").map((each) => each.split(":")));
  if (!read.success)
    throw invalidInput(
      `products: give 1 to ${MAX_WATCHED_PRODUCTS} product ids with commas between, each with a version (id:7) or without.`,
    );
  return new Map(read.data.map(([id, version]) => [id, version]));
}

/** What a listener is told of a change, as the event's data. */
export type StockChangeText = (change: StockChanged) => string;

/** The same text for all listeners of a process is made once. */
function madeOnce<News extends object>(make: (news: News) => string): (news: News) => string {
  const texts = new WeakMap<News, string>();
  return (news) => {
    const text = texts.get(news) ?? make(news);
    texts.set(news, text);
    return text;
  };
}

/** A product's stock as anybody may see it, and what was done to get there: what can be bought, not how much is held. */
export type PublicStock = Pick<StockChanged, "productId" | "version" | "freeAt"> & {
  readonly skus: readonly {
    readonly sku: string;
    readonly available: number;
    readonly lowStockAt: number;
    readonly held: boolean;
  }[];
  readonly moves: readonly StockMove[];
};

/** What anybody may see of a change. */
export function publicStockOf({ productId, version, freeAt, skus, moves = [] }: StockChanged): PublicStock {
  return {
    productId,
    version,
    freeAt,
    skus: skus.map(({ sku, reserved, available, lowStockAt }) => ({
      sku,
      available,
      lowStockAt,
      held: reserved > 0,
    })),
    moves,
  };
}

/** A change as anybody may see it. */
export const publicStockChange: StockChangeText = madeOnce((change) => JSON.stringify(publicStockOf(change)));

/** A change as staff see it: each SKU's row, which has a version of its own. */
export const staffStockChange: StockChangeText = madeOnce(({ productId, version, skus }) =>
  JSON.stringify({
    productId,
    version,
    skus: skus.map(({ sku, onHand, reserved, available, version: rowVersion, lowStockAt }) => ({
      sku,
      onHand,
      reserved,
      available,
      version: rowVersion,
      lowStockAt,
    })),
  }),
);

/** The storeroom's latest movements, as anybody may see them. */
export const latestMovementsText = madeOnce((movements: readonly LatestMovement[]) =>
  JSON.stringify(movements),
);

const PRODUCTS_PARAMETER: Json = {
  name: "products",
  in: "query",
  required: false,
  description: `Only of these products: up to ${MAX_WATCHED_PRODUCTS} ids with commas between, all unless given. An id may carry the stock version that you show (\`id:7\`): what is newer is told at once, so you need not read after you began to listen.`,
  schema: { type: "string" },
};
const STOREROOM_PARAMETER: Json = {
  name: "storeroom",
  in: "query",
  required: false,
  description: `Also be told the last ${LATEST_MOVEMENTS} movements of all products as \`movements\`, at the beginning and when there are others, once in three seconds at most; \`only\`: nothing but those, without products.`,
  schema: { type: "string", enum: storeroomSchema.options },
};
const streamOf = (schema: z.ZodType): Json => ({
  description: "OK",
  content: { "text/event-stream": { schema: schemaOf(schema, "output") } },
});

/** The streams of events, which are no procedures. */
export const stockEventsPaths: Record<string, Record<string, Json>> = {
  [STOCK_EVENTS_PATH]: {
    get: {
      operationId: "inventory.events",
      summary: "Be told when stock was committed: server-sent events with a product's figures.",
      description:
        "Each `changed` carries what a commit left of a product, with the stock version it belongs to: take it only if that is higher than yours; `x-stock-seen` with it is answered with nothing older. `stale` names a product (`productId`) that is to be read again. `gap`: changes may have gone untold, read all again; `interrupted`: they go untold until the next `gap`. `alive` comes at the beginning and every 15 seconds in which nothing else is told. Events make screens quick and are needed for nothing: they may come late, twice or never. Listen first, then read. tRPC's clients hear the same as the subscription `stock.changes`, by server-sent events or by WebSocket at `/api/trpc`.",
      tags: ["inventory"],
      security: [],
      parameters: [PRODUCTS_PARAMETER, STOREROOM_PARAMETER],
      responses: {
        200: streamOf(changed),
        400: refusalResponse("invalid"),
        503: refusalResponse("unavailable"),
      },
    },
  },
  [INVENTORY_EVENTS_PATH]: {
    get: {
      operationId: "inventory.staffEvents",
      summary: "Be told when stock was committed, with what is on hand and reserved, by SKU.",
      description: `The events of \`${STOCK_EVENTS_PATH}\`, for staff who may read stock. Take a row only if its own version is higher than yours. The stream ends when its session or its role does.`,
      tags: ["inventory"],
      security: [{ bearer: [] }],
      parameters: [PRODUCTS_PARAMETER, STOREROOM_PARAMETER],
      responses: {
        200: streamOf(changedForStaff),
        400: refusalResponse("invalid"),
        401: refusalResponse("unauthenticated"),
        403: refusalResponse("forbidden"),
        503: refusalResponse("unavailable"),
      },
    },
  },
};
