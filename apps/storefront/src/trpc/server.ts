import "server-only";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { createServerApi } from "@scarlet/web/trpc/server";
import type { FetchQueryOptions, QueryKey } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { apiAccess } from "../api/api-access.ts";
import type { Arrival } from "./arrival.ts";
import { makePageQueryClient } from "./query-client.ts";

const { api, trpc, getQueryClient } = createServerApi(apiAccess, makePageQueryClient);

export { api, trpc };

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
    const status = refusalOf(error)?.status;
    if (status === 401) signIn();
    if (NOT_FOR_THIS_VISITOR.has(status)) notFound();
    throw error;
  }
}

/** What this page has by now of what it has read: other reads of it may have brought newer figures. */
export function latest<D>({ queryKey }: { readonly queryKey: QueryKey }, data: D): D {
  return getQueryClient().getQueryData<D>(queryKey) ?? data;
}

/** Reads what a page is better with. A failure shows in the browser, which asks again by itself. */
export async function prefetch<T, E, D, K extends QueryKey>(
  options: FetchQueryOptions<T, E, D, K>,
): Promise<void> {
  await getQueryClient().prefetchQuery({ ...options, retry: false });
}

/** The data of these queries, as far as it could be read, for `Hydrated` to give to the browser. */
export function handOver(keys: readonly QueryKey[]): readonly Arrival[] {
  const client = getQueryClient();
  return keys.flatMap((queryKey) => {
    const state = client.getQueryState(queryKey);
    return state?.status === "success" ? [{ queryKey, data: state.data }] : [];
  });
}
