import "server-only";
import type { AppRouter } from "@scarlet/trpc";
import type { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache } from "react";
import superjson from "superjson";
import { type ApiAccess, apiHeaders } from "../api/api-headers.ts";
import { pageStatusLink } from "./page-status-link.ts";

/** What of the browser's request the API must see: who asks, and through whom. */
const FORWARDED_HEADERS = ["cookie", "x-forwarded-for", "user-agent"] as const;

/**
 * The API as pages on an app's server use it, in the name of the browser that asks for the page.
 * `api` calls procedures; `trpc` makes query options with the same keys as in the browser; `getQueryClient` is the
 * cache of this request: what is read into it can travel to the browser with the page.
 */
export function createServerApi(access: ApiAccess, makeQueryClient: () => QueryClient) {
  const api = createTRPCClient<AppRouter>({
    links: [
      pageStatusLink,
      httpBatchLink({
        url: new URL("/api/trpc", access.settings().API_URL).href,
        transformer: superjson,
        headers: async () => ({ ...(await forwardedHeaders()), ...apiHeaders(access) }),
        fetch: (url, options) => fetch(url, { ...options, cache: "no-store" } as RequestInit),
      }),
    ],
  });
  const getQueryClient = cache(makeQueryClient);
  const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient: getQueryClient });
  return { api, trpc, getQueryClient };
}

async function forwardedHeaders(): Promise<Record<string, string>> {
  const received = await headers();
  const forwarded = FORWARDED_HEADERS.flatMap((name) => {
    const value = received.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(forwarded);
}
