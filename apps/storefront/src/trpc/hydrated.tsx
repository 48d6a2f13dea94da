"use client";

import { pageArrival } from "@scarlet/web/browser/page-arrival";
import { hashKey, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import type { Arrival } from "./arrival.ts";

/** Older than anything, and yet a moment: React Query takes 0 for "never". */
const OF_ANY_AGE_MS = 1;

/** When this browser got a page's data: servers' clocks differ from ours, and a page from the history is old. */
const receivedAt = new WeakMap<object, number>();
/** Once the first page stands, data comes with a navigation and is shown as soon as it is there. */
let firstPageStands = false;

/**
 * The first page may wait long for its scripts: its figures are as old as its first byte. What the browser had kept is of
 * any age, and asked for again at once.
 */
function firstPageMs(): number {
  const { atMs, isFromHistory } = pageArrival();
  return isFromHistory ? OF_ANY_AGE_MS : atMs;
}

function momentOf(state: readonly Arrival[]): number {
  const known = receivedAt.get(state);
  if (known !== undefined) return known;
  const at = typeof window === "undefined" || firstPageStands ? Date.now() : firstPageMs();
  receivedAt.set(state, at);
  return at;
}

function take(client: QueryClient, arrival: Arrival, updatedAt: number): void {
  const known = client.getQueryState(arrival.queryKey)?.dataUpdatedAt ?? 0;
  if (known >= updatedAt) return;
  client.setQueryData(arrival.queryKey, arrival.data, { updatedAt });
}

/**
 * Hands what the server read for this page to the cache, so that it is not asked for twice. Unlike React Query's own
 * boundary it counts ages by this browser's clock and lets newer stock figures stand. Queries that a mounted part
 * watches are filled after the render, because a page that never appears must not change the one that is there.
 */
export function Hydrated({
  state,
  children,
}: {
  readonly state: readonly Arrival[];
  readonly children: ReactNode;
}) {
  const client = useQueryClient();
  const watched = useMemo(() => {
    const at = momentOf(state);
    const isWatched = ({ queryKey }: Arrival) => {
      const known = client.getQueryCache().get(hashKey(queryKey));
      return known !== undefined && known.state.data !== undefined && known.getObserversCount() > 0;
    };
    const later = state.filter(isWatched);
    for (const arrival of state) if (!later.includes(arrival)) take(client, arrival, at);
    return later;
  }, [client, state]);
  useEffect(() => {
    firstPageStands = true;
    for (const arrival of watched) take(client, arrival, momentOf(state));
  }, [client, state, watched]);
  return children;
}
