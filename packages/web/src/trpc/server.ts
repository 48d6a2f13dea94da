import "server-only";
import type { AppRouter } from "@scarlet/trpc";
import type { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, type TRPCLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache } from "react";
import { type ApiAccess, apiHeaders } from "../api/api-headers.ts";
import { type ApiQuestion, askApi } from "./ask-api.ts";
import { askNotingReads } from "./page-reads-ask.ts";
import { pageStatusLink } from "./page-status-link.ts";
import { WIRE_FORMAT } from "./wire-format.ts";

/** What of the browser's request the API must see: who asks, and through whom. */
const FORWARDED_HEADERS = ["cookie", "x-forwarded-for", "user-agent"] as const;

/**
 * The API as pages on an app's server use it, in the name of the browser that asks for the page: what one page asks for
 * travels together, and with nobody else's.
 * `api` calls procedures; `trpc` makes query options with the same keys as in the browser; `getQueryClient` is the
 * cache of this request: what is read into it can travel to the browser with the page.
 */
export function createServerApi(access: ApiAccess, makeQueryClient: () => QueryClient) {
  const api = createTRPCClient<AppRouter>({
    links: [pageStatusLink, oneForEachRequest(() => batchLink(access))],
  });
  const getQueryClient = cache(makeQueryClient);
  const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient: getQueryClient });
  return { api, trpc, getQueryClient };
}

function batchLink(access: ApiAccess): TRPCLink<AppRouter> {
  return httpBatchLink({
    url: new URL("/api/trpc", access.settings().API_URL).href,
    transformer: WIRE_FORMAT,
    headers: async () => ({ ...(await forwardedHeaders()), ...apiHeaders(access) }),
    fetch: (url, options) => askNotingReads(askApi, url as string, options as ApiQuestion),
  });
}

/**
 * A link for each page request. A batch has the headers of one visitor, so one link for all of them would answer
 * whoever asks in the same turn with what the first of them may see.
 */
function oneForEachRequest(make: () => TRPCLink<AppRouter>): TRPCLink<AppRouter> {
  return (runtime) => {
    // Outside of pages, where there is nothing to keep it for, each call gets one of its own.
    const linkOfRequest = cache(() => make()(runtime));
    return (call) => linkOfRequest()(call);
  };
}

async function forwardedHeaders(): Promise<Record<string, string>> {
  const received = await headers();
  const forwarded = FORWARDED_HEADERS.flatMap((name) => {
    const value = received.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(forwarded);
}
