"use client";

import { useSyncExternalStore } from "react";

/** What was asked for in this tab: where the mail goes, and the key that takes the request back. */
export type Asked = { readonly email: string; readonly forgetKey: string };

/** So many are remembered; the one that was asked for first makes room. An address waits for twenty things at most. */
const MAX_ASKED = 20;

let asked: ReadonlyMap<string, Asked> = new Map();
const listeners = new Set<() => void>();

function replace(next: Map<string, Asked>): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** Remembers that somebody asked, until the tab is closed or the page is loaded anew. */
export function rememberAsked(sku: string, request: Asked): void {
  const next = new Map(asked);
  next.delete(sku);
  next.set(sku, request);
  for (const first of [...next.keys()].slice(0, -MAX_ASKED)) next.delete(first);
  replace(next);
}

/** It was taken back, or is back. */
export function dropAsked(sku: string): void {
  if (!asked.has(sku)) return;
  const next = new Map(asked);
  next.delete(sku);
  replace(next);
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => void listeners.delete(onChange);
}

/** What was asked for of a SKU in this tab. */
export function askedOf(sku: string): Asked | undefined {
  return asked.get(sku);
}

/** The same, as it changes: on its page and on its line of the cart. */
export function useAsked(sku: string): Asked | undefined {
  return useSyncExternalStore(
    subscribe,
    () => askedOf(sku),
    () => undefined,
  );
}
