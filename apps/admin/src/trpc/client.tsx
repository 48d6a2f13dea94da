"use client";

import { createApiProvider } from "@scarlet/web/trpc/client";
import { goToSignIn } from "../session/leaving.ts";
import { makeQueryClient } from "./query-client.ts";

export { useTRPC, useTRPCClient } from "@scarlet/web/trpc/client";

/** Tells the API that this read keeps no session alive; opening a page and changing something does. */
const BACKGROUND_READ = { "x-scarlet-unused": "1" };

/** Gives every page below the API and one cache. */
export const ApiProvider = createApiProvider({
  makeQueryClient: () => makeQueryClient(typeof window === "undefined" ? undefined : goToSignIn),
  headersOf: (type) => (type === "query" ? BACKGROUND_READ : {}),
});
