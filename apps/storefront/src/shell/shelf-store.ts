"use client";

import { useEffect, useSyncExternalStore } from "react";

let shelf: string | undefined;
const listeners = new Set<() => void>();

function put(next: string | undefined): void {
  shelf = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the header on which shelf the page's product stands. */
export function useStandsOn(slug: string): void {
  useEffect(() => {
    put(slug);
    return () => put(undefined);
  }, [slug]);
}

/** The shelf that the page stands on, when it is not in the address. */
export function useShelf(): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => shelf,
    () => undefined,
  );
}
