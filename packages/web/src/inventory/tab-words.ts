import type { StreamState } from "./stock-stream.ts";

/** The products that a tab shows, with the stock version of each; null: all. */
export type Watched = ReadonlyMap<string, number> | null;

/** What a tab wants to be told of. */
export type Wanted = {
  readonly watched: Watched;
  /** Also the latest movements of the storeroom. */
  readonly storeroom: boolean;
};

/** What one connection hears, handed on to the other tabs; `text` is an event's, as it came. */
export type StreamWord =
  | { readonly kind: "changed"; readonly text: string }
  | { readonly kind: "stale"; readonly productId: string }
  /** The latest movements of the storeroom, as they came. */
  | { readonly kind: "movements"; readonly text: string }
  /** `tab`: for this one alone. */
  | { readonly kind: "gap"; readonly tab?: string }
  | StreamState;

/** What the tabs of one browser tell each other. */
export type TabWord =
  | StreamWord
  /** The tab that holds the connection wants to know who is there. */
  | { readonly kind: "ask" }
  | ({ readonly kind: "watch"; readonly tab: string } & Wanted)
  | { readonly kind: "leave"; readonly tab: string }
  /** The connection takes no more: this tab is to open one of its own. */
  | { readonly kind: "full"; readonly tab: string };

/** Reads another tab's word; undefined where it is none: a tab may be of another release, and is not believed. */
export function parseTabWord(value: unknown): TabWord | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { kind, tab, text, productId, heardAtMs, watched, storeroom } = value as Record<string, unknown>;
  const isNamed = typeof tab === "string";
  if (kind === "ask" || kind === "live") return { kind };
  if (kind === "gap") return isNamed ? { kind, tab } : { kind };
  if (kind === "lost" && typeof heardAtMs === "number") return { kind, heardAtMs };
  if ((kind === "changed" || kind === "movements") && typeof text === "string") return { kind, text };
  if (kind === "stale" && typeof productId === "string") return { kind, productId };
  if ((kind === "leave" || kind === "full") && isNamed) return { kind, tab };
  if (kind === "watch" && isNamed && isWatched(watched) && typeof storeroom === "boolean")
    return { kind, tab, watched, storeroom };
  return undefined;
}

function isWatched(value: unknown): value is Watched {
  if (value === null) return true;
  if (!(value instanceof Map)) return false;
  return [...value].every(([id, version]) => typeof id === "string" && Number.isSafeInteger(version));
}
