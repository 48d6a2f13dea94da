import { retryUnlessFinal } from "@scarlet/web/trpc/query-options";
import { QueryClient } from "@tanstack/react-query";
import { mergeByStockVersion } from "../stock/merge-by-stock-version.ts";
import { syncStockAcrossQueries } from "../stock/sync-stock-across-queries.ts";

/** Data that came with the page and is younger than this is not fetched again when a component mounts. */
const FRESH_MS = 5_000;

/** One cache per request on the server, one per tab in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // Whoever comes back to a page sees what is true now, however young the last reading is.
        refetchOnWindowFocus: "always",
        refetchOnReconnect: "always",
        retry: retryUnlessFinal(() => true),
        structuralSharing: mergeByStockVersion,
      },
    },
  });
}

/**
 * For one page on the server. A page is made of several reads, and between two of them a piece may be sold: what one of
 * them tells of a product, all tell, so that no page says two things.
 */
export function makePageQueryClient(): QueryClient {
  const client = makeQueryClient();
  syncStockAcrossQueries(client);
  return client;
}
