import { retryUnlessFinal } from "@scarlet/web/trpc/query-options";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { QueryCache, QueryClient } from "@tanstack/react-query";

/** Data that came with the page and is younger than this is not fetched again when a component mounts. */
const FRESH_MS = 2_000;

/** One cache per request on the server, one per tab in the browser. `onSignedOut`: a read found that nobody is signed in. */
export function makeQueryClient(onSignedOut?: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (refusalOf(error)?.status === 401) onSignedOut?.();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
        // Pages that stay open all day are patient: a database that changes its primary answers again within seconds.
        retry: retryUnlessFinal(({ status }) => status < 500),
      },
    },
  });
}
