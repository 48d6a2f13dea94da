import "server-only";
import type { AppRouter } from "@scarlet/trpc";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache } from "react";
import superjson from "superjson";
import { ourHeaders } from "../api/our-headers.ts";
import { env } from "../env.ts";
import { makeQueryClient } from "./query-client.ts";
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

/** The cache of this request: what is prefetched into it travels to the browser with the page. */
export const getQueryClient = cache(() => makeQueryClient());

/** Query options for prefetching, with the same keys as in the browser. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient: getQueryClient });
