"use client";

import type { AppRouter } from "@scarlet/trpc";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { makeQueryClient } from "./query-client.ts";

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export { useTRPC, useTRPCClient };

const URL_OF_API = "/api/trpc";

/** What pages read by themselves does not put off the end of a session; opening a page and changing something does. */
const UNUSED = { "x-scarlet-unused": "1" } as const;

/** The session ended elsewhere: the sign-in, and back to this place afterwards. */
function toSignIn(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

let browserClient: QueryClient | undefined;

function getQueryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  // One for the life of the tab: React may throw a first render away, the cache must survive that.
  browserClient ??= makeQueryClient(toSignIn);
  return browserClient;
}

function makeApi() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        // A write travels alone, because its Idempotency-Key is a header of the request; so does a read that takes long,
        // because those beside it would wait for its answer.
        condition: (op) => op.type === "mutation" || op.context.alone === true,
        true: httpLink({
          url: URL_OF_API,
          transformer: superjson,
          headers({ op }) {
            const key = op.context.idempotencyKey;
            const intent = typeof key === "string" ? { "idempotency-key": key } : {};
            return op.type === "query" ? UNUSED : intent;
          },
        }),
        false: httpBatchLink({ url: URL_OF_API, transformer: superjson, headers: UNUSED }),
      }),
    ],
  });
}

/** Gives every page below the API and one cache. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const queryClient = getQueryClient();
  const [client] = useState(makeApi);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
