"use client";

import { createApiProvider } from "@scarlet/web/trpc/client";
import { LastMoves } from "../stock/last-moves.ts";
import { connectLiveStock, type LiveStock } from "../stock/live-stock.ts";
import { SeenVersions } from "../stock/seen-versions.ts";
import { syncStockAcrossQueries } from "../stock/sync-stock-across-queries.ts";
import { makeQueryClient } from "./query-client.ts";
import { refetchOnReturn } from "./refetch-on-return.ts";

export { useTRPC, useTRPCClient } from "@scarlet/web/trpc/client";

/** Of this tab: only a browser notes anything. */
const seen = new SeenVersions();
let live: LiveStock | undefined;

/** What was last taken of each SKU, as this tab was told. */
export const lastMoves = new LastMoves();

/** What this tab is told of stock; undefined on the server. */
export const liveStock = (): LiveStock | undefined => live;

/** Gives every page below the API and one cache. */
export const ApiProvider = createApiProvider({
  makeQueryClient,
  onStart(client) {
    refetchOnReturn(client);
    syncStockAcrossQueries(client);
    // What was told is sent along from now on, so that no read brings back what was before.
    live = connectLiveStock(client, (change) => {
      seen.note({ id: change.productId, stockVersion: change.version });
      lastMoves.note(change);
    });
    client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "success") seen.note(event.query.state.data);
    });
  },
  headersOf: () => seen.headers(),
});
