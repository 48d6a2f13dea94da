"use client";

import { useServerClock } from "@scarlet/web/browser/server-clock";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** The server may see the end of a hold a moment later than this clock. */
const EXPIRY_MARGIN_MS = 300;
/** So that clocks that differ do not lead to a burst of requests. */
const MIN_DELAY_MS = 1_000;
/** The longest delay that a browser's timer accepts. */
const MAX_TIMER_MS = 2_147_483_647;

/** The earliest of these moments; undefined when there is none. */
export function earliest(moments: readonly (Date | null)[]): Date | undefined {
  const some = moments.filter((moment) => moment !== null);
  return some.length === 0 ? undefined : new Date(Math.min(...some.map(Number)));
}

/** Refetches a query (or all under a prefix) when the hold on what it shows ends that ends first. */
export function useRefetchAt(queryKey: QueryKey, freeAt: Date | undefined): void {
  const client = useQueryClient();
  const now = useServerClock();
  const at = freeAt?.getTime();
  const name = JSON.stringify(queryKey);
  useEffect(() => {
    if (at === undefined) return;
    const delay = Math.min(MAX_TIMER_MS, Math.max(MIN_DELAY_MS, at - now() + EXPIRY_MARGIN_MS));
    const key = JSON.parse(name) as QueryKey;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: key }), delay);
    return () => clearTimeout(timer);
  }, [client, name, at, now]);
}
