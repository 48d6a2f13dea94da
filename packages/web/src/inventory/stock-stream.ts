import { parseStaleProduct, type StockFeed } from "./stock-change.ts";

/** Whether this page hears of changes; `heardAtMs`: when it last did, or began to try, by this browser's clock. */
export type StreamState = { readonly kind: "live" } | { readonly kind: "lost"; readonly heardAtMs: number };

export type StockStreamParts<Change> = {
  readonly feed: StockFeed<Change>;
  /**
   * The products to be told of, with the stock version that is shown of each; null: all, and whoever opens the stream
   * reads what was missed. Asked at every opening.
   */
  readonly watched: () => ReadonlyMap<string, number> | null;
  /** Whether the latest movements of the storeroom are to be told too. Asked at every opening; never unless given. */
  readonly hearsStoreroom?: () => boolean;
  /** Hears them as they came. */
  readonly onMovements?: (text: string) => void;
  readonly onChange: (change: Change) => void;
  /** This product is to be read again. */
  readonly onStale: (productId: string) => void;
  /** All that is shown is to be read again. */
  readonly onGap: () => void;
  readonly onState: (state: StreamState) => void;
  readonly openSource?: (url: string) => EventSource;
  readonly random?: () => number;
};

export type StockStream = {
  /** Opens the stream, or opens it anew for what is watched now. */
  open(): void;
  /** Closes it until it is opened again, and says nothing. */
  pause(): void;
};

/** The API takes no more in one stream. */
export const MAX_PRODUCTS = 100;
/** It says something every 15 s: a connection that is silent for longer is not one. */
const SILENT_MS = 35_000;
/** It says something as soon as it is open: where nothing comes, something on the way keeps streams back. */
const FIRST_WORD_MS = 10_000;
const [FIRST_RETRY_MS, LAST_RETRY_MS] = [500, 30_000];

/**
 * Hears committed changes of stock while it is open, and opens the stream again by itself, later each time and never at
 * the same moment as others. What changed meanwhile is told at the opening, because it names the versions that are shown.
 */
export function createStockStream<Change>(parts: StockStreamParts<Change>): StockStream {
  const { openSource = (url: string) => new EventSource(url), random = Math.random } = parts;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isInterrupted = false;
  let heardAtMs = Date.now();

  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const lose = (): void => {
    close();
    parts.onState({ kind: "lost", heardAtMs });
    timer = setTimeout(open, Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures) * (0.5 + random()));
    failures += 1;
  };
  const heard = (): void => {
    failures = 0;
    heardAtMs = Date.now();
    clearTimeout(timer);
    timer = setTimeout(lose, SILENT_MS);
  };
  function open(): void {
    close();
    const query = queryOf(parts);
    if (query === undefined) return;
    if (isOffline()) {
      lose();
      return;
    }
    const opened = openSource(parts.feed.path + query);
    source = opened;
    isInterrupted = false;
    timer = setTimeout(lose, FIRST_WORD_MS);
    const on = (kind: string, then: (data: string) => void) =>
      opened.addEventListener(kind, (event: MessageEvent<string>) => {
        // An event may stand in the queue of a source that was closed.
        if (source !== opened) return;
        heard();
        then(event.data);
      });
    on("alive", () => {
      if (!isInterrupted) parts.onState({ kind: "live" });
    });
    for (const [kind, then] of Object.entries(newsFor(parts))) on(kind, then);
    on("interrupted", () => {
      isInterrupted = true;
      parts.onState({ kind: "lost", heardAtMs });
    });
    on("gap", () => {
      isInterrupted = false;
      parts.onState({ kind: "live" });
      parts.onGap();
    });
    opened.addEventListener("error", () => {
      if (source === opened) lose();
    });
  }
  return { open, pause: close };
}

/** What becomes of each kind of event that brings figures. */
function newsFor<Change>({ feed, onChange, onStale, onMovements }: StockStreamParts<Change>) {
  return {
    changed(data: string): void {
      const change = feed.parse(data);
      if (change !== undefined) onChange(change);
    },
    stale(data: string): void {
      const productId = parseStaleProduct(data);
      if (productId !== undefined) onStale(productId);
    },
    movements: (data: string): void => onMovements?.(data),
  };
}

/**
 * A browser would fail a connection at once and write an error to the console; whoever is online again opens it anew.
 * Where it is not known, there is a network.
 */
const isOffline = (): boolean => "onLine" in navigator && !navigator.onLine;

/** What is to be heard now, as the stream's query says it; undefined: nothing. */
function queryOf(parts: Pick<StockStreamParts<never>, "watched" | "hearsStoreroom">): string | undefined {
  const watched = parts.watched();
  const hearsStoreroom = parts.hearsStoreroom?.() === true;
  if (watched?.size === 0) return hearsStoreroom ? "?storeroom=only" : undefined;
  const products = [...(watched ?? [])].slice(0, MAX_PRODUCTS);
  const asked = [
    ...(products.length > 0
      ? [`products=${products.map(([id, version]) => `${id}:${version}`).join(",")}`]
      : []),
    ...(hearsStoreroom ? ["storeroom=also"] : []),
  ];
  return asked.length > 0 ? `?${asked.join("&")}` : "";
}
