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

/** Tells the header to which shelf (category) the product on this page belongs. */
export function useSetCurrentShelf(slug: string): void {
  useEffect(() => {
    put(slug);
    return () => put(undefined);
  }, [slug]);
}

/** The shelf of the page, where the address does not name it. */
export function useCurrentShelf(): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => shelf,
    () => undefined,
  );
}
