"use client";

import type { AppRouter } from "@scarlet/trpc";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { WIRE_FORMAT } from "./wire-format.ts";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

const API_PATH = "/api/trpc";

type Options = {
  /** A new cache. On the server one per render, in the browser one per tab. */
  readonly makeQueryClient: () => QueryClient;
  /** Called once per tab with its cache. */
  readonly onStart?: (client: QueryClient) => void;
  /** Headers of this app's requests, beside the idempotency key. */
  readonly headersOf: (type: "query" | "mutation" | "subscription") => Record<string, string>;
};

/** Makes the component that gives everything below it the API (`useTRPC`, `useTRPCClient`) and one query cache. */
export function createApiProvider(options: Options) {
  let tabClient: QueryClient | undefined;
  const getQueryClient = () => {
    if (typeof window === "undefined") return options.makeQueryClient();
    if (tabClient === undefined) {
      // React may throw a first render away; the cache must survive that.
      tabClient = options.makeQueryClient();
      options.onStart?.(tabClient);
    }
    return tabClient;
  };
  return function ApiProvider({ children }: { readonly children: ReactNode }) {
    const [queryClient] = useState(getQueryClient);
    const [client] = useState(() => createBrowserApi(options.headersOf));
    return (
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          {children}
        </TRPCProvider>
      </QueryClientProvider>
    );
  };
}

function createBrowserApi(headersOf: Options["headersOf"]) {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        // A write is not batched, because its idempotency key is a header of the request. Nor is a read that takes
        // long (`context: { alone: true }`), because others of its batch would wait for it.
        condition: (op) => op.type === "mutation" || op.context.alone === true,
        true: httpLink({
          url: API_PATH,
          transformer: WIRE_FORMAT,
          headers({ op }) {
            const key = op.context.idempotencyKey;
            return { ...headersOf(op.type), ...(typeof key === "string" && { "idempotency-key": key }) };
          },
        }),
        false: httpBatchLink({ url: API_PATH, transformer: WIRE_FORMAT, headers: () => headersOf("query") }),
      }),
    ],
  });
}
