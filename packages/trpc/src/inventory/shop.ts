import {
  lastSaleQuerySchema,
  lastSaleSchema,
  latestMovementSchema,
  storeroomSchema,
} from "@scarlet/domain/inventory";
import { idSchema } from "@scarlet/domain/kernel";
import { lastSale, latestMovements, storeroom } from "@scarlet/services/inventory";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { trpcErrorOf } from "../errors.ts";
import { outputOf } from "../output.ts";
import {
  MAX_WATCHED_PRODUCTS,
  type PublicStock,
  publicStockOf,
  type WatchedProducts,
} from "../rest/index.ts";
import { openProcedure } from "../trpc.ts";
import type { ListenToStock, StockListening, StockUpdate } from "./stock-listening.ts";

/** The id of what is told before any figures are. */
const NOTHING_TOLD = "none";
const versionSchema = z.int().nonnegative();
const listenSchema = z.strictObject({
  /** Only of these: a product's id, and the stock version that the caller shows if it wants to be told what is newer. */
  products: z
    .array(z.strictObject({ productId: idSchema, version: versionSchema.optional() }))
    .min(1)
    .max(MAX_WATCHED_PRODUCTS)
    .optional(),
  /** Set by tRPC's client when it comes back: the id of the last event that it was told. */
  lastEventId: z
    .string()
    .regex(/^(?:none|[0-9a-f]{24}:\d{1,15})$/, "This is no id of an event.")
    .optional(),
});
type Listen = z.output<typeof listenSchema>;

/** What a listener is told, as the plain stream of events tells it. */
export type StockChangeEvent =
  | ({ readonly kind: "changed" } & PublicStock)
  /** This product is to be read again. */
  | { readonly kind: "stale"; readonly productId: string }
  /** All that is shown is to be read again. */
  | { readonly kind: "gap" }
  /** Changes go untold until the next gap. */
  | { readonly kind: "interrupted" }
  | { readonly kind: "alive" };

/** What anybody may know of how stock moves. */
export const movementsShop = {
  /** The last movements of the last hour that changed how many can be bought, newest first; they name nobody. */
  latestMovements: openProcedure
    .output(outputOf(z.array(latestMovementSchema)))
    .query(async ({ ctx }) => [...(await latestMovements(ctx.shop))]),

  /** Whether so much moves that pages show it. The same for everybody. */
  storeroom: openProcedure.output(outputOf(storeroomSchema)).query(({ ctx }) => storeroom(ctx.shop)),

  /** When a piece of a SKU was last sold; null: not lately, or there is no such SKU. */
  lastSale: openProcedure
    .input(lastSaleQuerySchema)
    .output(outputOf(lastSaleSchema))
    .query(({ ctx, input }) => lastSale(ctx.shop, input)),
};

/** What anybody may hear of stock. */
export const stockShop = {
  /**
   * Tells of committed changes, until the caller leaves. An event's id names the figures that were told last. Whoever
   * comes back with one is told the figures of each product that are newer than those it named when it began, or, if it
   * listens for all, to read again.
   */
  changes: openProcedure.input(listenSchema).subscription(async function* changes({ ctx, input, signal }) {
    const listening = begin(ctx.listenToStock, input);
    const end = () => listening.end();
    signal?.addEventListener("abort", end, { once: true });
    let told = input.lastEventId ?? NOTHING_TOLD;
    try {
      if (signal?.aborted === true) end();
      yield tracked(told, firstEvent(input));
      for (let update = await listening.next(); update !== null; update = await listening.next()) {
        for (const event of eventsOf(update)) {
          if (event.kind === "changed") told = `${event.productId}:${event.version}`;
          yield tracked(told, event);
        }
      }
    } finally {
      signal?.removeEventListener("abort", end);
      listening.leave();
    }
    if (signal?.aborted !== true) throw brokenOff();
  }),
};

function begin(listen: ListenToStock, input: Listen): StockListening {
  try {
    return listen(watchedBy(input));
  } catch (error) {
    // What a generator raises passes no middleware.
    throw trpcErrorOf(error);
  }
}

/** Null: all. Whoever comes back is told of products without a version too: nobody knows what it was told of them. */
function watchedBy({ products, lastEventId }: Listen): WatchedProducts | null {
  if (products === undefined) return null;
  const unknown = lastEventId === undefined ? undefined : -1;
  const watched = new Map(products.map(({ productId, version }) => [productId, version ?? unknown]));
  const [id = "", version] = lastEventId?.split(":") ?? [];
  if (watched.has(id)) watched.set(id, Math.max(Number(version), watched.get(id) ?? 0));
  return watched;
}

function firstEvent({ products, lastEventId }: Listen): StockChangeEvent {
  return { kind: products === undefined && lastEventId !== undefined ? "gap" : "alive" };
}

function eventsOf({ gap, interrupted, changes, stale }: StockUpdate): readonly StockChangeEvent[] {
  const events: StockChangeEvent[] = [
    ...(interrupted ? [{ kind: "interrupted" } as const] : []),
    ...(gap ? [{ kind: "gap" } as const] : []),
    ...stale.map((productId) => ({ kind: "stale", productId }) as const),
    ...changes.map((change) => ({ kind: "changed", ...publicStockOf(change) }) as const),
  ];
  return events.length > 0 ? events : [{ kind: "alive" }];
}

/** With this a stream breaks off instead of ending, so that tRPC's client comes back by itself. */
function brokenOff(): DOMException {
  return new DOMException("The stream is over; open it again.", "AbortError");
}
