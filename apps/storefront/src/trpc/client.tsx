"use client";

import type { AppRouter } from "@scarlet/trpc";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { SeenVersions } from "../stock/seen-versions.ts";
import { syncStockAcrossQueries } from "../stock/sync-stock-across-queries.ts";
import { makeQueryClient } from "./query-client.ts";
import { watchReturns } from "./watch-returns.ts";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

const URL_OF_API = "/api/trpc";

/** Of this tab: only a browser notes anything. */
const seen = new SeenVersions();

let browserClient: QueryClient | undefined;

function getQueryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  if (browserClient === undefined) {
    // One for the life of the tab: React may throw a first render away, the cache must survive that.
    browserClient = makeQueryClient();
    watchReturns(browserClient);
    syncStockAcrossQueries(browserClient);
    browserClient.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "success") seen.note(event.query.state.data);
    });
  }
  return browserClient;
}

function makeApi() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === "mutation",
        // A write travels alone, because its Idempotency-Key is a header of the request.
        true: httpLink({
          url: URL_OF_API,
          transformer: superjson,
          headers({ op }) {
            const key = op.context.idempotencyKey;
            return { ...seen.headers(), ...(typeof key === "string" && { "idempotency-key": key }) };
          },
        }),
        false: httpBatchLink({ url: URL_OF_API, transformer: superjson, headers: () => seen.headers() }),
      }),
    ],
  });
}

/** Gives every page below the API and one cache. */
export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(getQueryClient);
  const [client] = useState(makeApi);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
