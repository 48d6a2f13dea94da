"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useServerClock } from "../words/server-clock.tsx";

/** A hold that ends right now may take the server a moment to see; and never ask more often than this. */
const PATIENCE_MS = 300;
const AT_LEAST_MS = 1_000;
/** The longest delay a browser's timer takes. */
const AT_MOST_MS = 2_147_483_647;

/** The nearest of some moments; undefined when there is none. */
export function nearest(moments: readonly (Date | null)[]): Date | undefined {
  const some = moments.filter((moment) => moment !== null);
  return some.length === 0 ? undefined : new Date(Math.min(...some.map(Number)));
}

/** Reads a query (or all of a prefix) again at the moment the nearest hold on what it shows ends. */
export function useReadAgain(queryKey: QueryKey, freeAt: Date | undefined): void {
  const client = useQueryClient();
  const now = useServerClock();
  const at = freeAt?.getTime();
  const name = JSON.stringify(queryKey);
  useEffect(() => {
    if (at === undefined) return;
    const delay = Math.min(AT_MOST_MS, Math.max(AT_LEAST_MS, at - now() + PATIENCE_MS));
    const key = JSON.parse(name) as QueryKey;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: key }), delay);
    return () => clearTimeout(timer);
  }, [client, name, at, now]);
}
