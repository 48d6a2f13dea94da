"use client";

import { createApiProvider } from "@scarlet/web/trpc/client";
import { SeenVersions } from "../stock/seen-versions.ts";
import { syncStockAcrossQueries } from "../stock/sync-stock-across-queries.ts";
import { makeQueryClient } from "./query-client.ts";
import { refetchOnReturn } from "./refetch-on-return.ts";

export { useTRPC, useTRPCClient } from "@scarlet/web/trpc/client";

/** Of this tab: only a browser notes anything. */
const seen = new SeenVersions();

/** Gives every page below the API and one cache. */
export const ApiProvider = createApiProvider({
  makeQueryClient,
  onStart(client) {
    refetchOnReturn(client);
    syncStockAcrossQueries(client);
    client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "success") seen.note(event.query.state.data);
    });
  },
  headersOf: () => seen.headers(),
});
