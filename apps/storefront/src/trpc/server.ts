import "server-only";
import type { AppRouter } from "@scarlet/trpc";
import {
  type DehydratedState,
  dehydrate,
  type FetchQueryOptions,
  type QueryKey,
} from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import superjson from "superjson";
import { ourHeaders } from "../api/our-headers.ts";
import { env } from "../env.ts";
import { makeQueryClient } from "./query-client.ts";
import { refusalOf } from "./refusal.ts";
import { tellWaits } from "./tell-waits.ts";

/** What of the browser's request the API must see: who asks, and through whom. */
const PASSED_ON = ["cookie", "x-forwarded-for", "user-agent"] as const;

/** Calls the API from this app's server in the name of the browser that asks for the page. */
export const api = createTRPCClient<AppRouter>({
  links: [
    tellWaits,
    httpBatchLink({
      url: new URL("/api/trpc", env().API_URL).href,
      transformer: superjson,
      async headers() {
        const asked = await headers();
        const passed = PASSED_ON.flatMap((name) => {
          const value = asked.get(name);
          return value === null ? [] : [[name, value] as const];
        });
        return { ...Object.fromEntries(passed), ...ourHeaders() };
      },
      fetch: (url, options) => fetch(url, { ...options, cache: "no-store" } as RequestInit),
    }),
  ],
});

/** The cache of this request: what is read into it travels to the browser with the page. */
const getQueryClient = cache(makeQueryClient);

/** Query options for reading ahead, with the same keys as in the browser. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient: getQueryClient });

/** What an address that means nothing, or nothing to this visitor, is answered with. */
const NOT_FOR_THIS_VISITOR: ReadonlySet<number | undefined> = new Set([400, 401, 403, 404, 422]);

/**
 * Reads what a page cannot be without, once per request. What is not there, or not this visitor's, becomes the page
 * that says so; any other failure becomes the error page. `signIn` leads whoever is not known (any more) elsewhere.
 */
export async function read<T, E, D, K extends QueryKey>(
  options: FetchQueryOptions<T, E, D, K>,
  signIn: () => never = notFound,
): Promise<D> {
  try {
    return await getQueryClient().fetchQuery({ ...options, retry: false });
  } catch (error) {
    const status = error instanceof TRPCClientError ? refusalOf(error)?.status : undefined;
    if (status === 401) signIn();
    if (NOT_FOR_THIS_VISITOR.has(status)) notFound();
    throw error;
  }
}

/** Reads what a page is better with. A failure shows in the browser, which asks again by itself. */
export async function prefetch<T, E, D, K extends QueryKey>(
  options: FetchQueryOptions<T, E, D, K>,
): Promise<void> {
  await getQueryClient().prefetchQuery({ ...options, retry: false });
}

/** What these queries have read, packed for the browser. */
export function handOver(keys: readonly QueryKey[]): DehydratedState {
  const wanted = new Set(keys.map((key) => JSON.stringify(key)));
  return dehydrate(getQueryClient(), {
    shouldDehydrateQuery: ({ queryKey, state }) =>
      state.status === "success" && wanted.has(JSON.stringify(queryKey)),
  });
}
