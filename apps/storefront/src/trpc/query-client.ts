import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { serialize } from "superjson";
import { mergeByStockVersion } from "../stock/merge-by-stock-version.ts";
import { refusalOf } from "./refusal.ts";

/** Below this age data that came with the page is not asked for again when a part appears. */
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
        retry: (failures, error) => failures < 2 && refusalOf(error) === undefined,
        structuralSharing: mergeByStockVersion,
      },
      dehydrate: {
        serializeData: serialize,
        shouldDehydrateQuery: defaultShouldDehydrateQuery,
      },
    },
  });
}
