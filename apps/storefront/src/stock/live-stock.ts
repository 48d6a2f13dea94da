import type { LatestMovement } from "@scarlet/domain/inventory";
import { listenWhileLookedAt } from "@scarlet/web/browser/listen-while-looked-at";
import { parseMovements } from "@scarlet/web/inventory/latest-movements";
import { createPatientState } from "@scarlet/web/inventory/patient-state";
import { createSharedStockStream } from "@scarlet/web/inventory/shared-stock-stream";
import { publicStockFeed, type StockChange } from "@scarlet/web/inventory/stock-change";
import type { StreamState } from "@scarlet/web/inventory/stock-stream";
import type { Query, QueryClient } from "@tanstack/react-query";
import { applyStockChange } from "./apply-stock-change.ts";
import { collectStock } from "./merge-by-stock-version.ts";
import { withoutSync } from "./sync-stock-across-queries.ts";

/** Cards come and go in dozens when a page changes: the stream is opened once for all of them. */
const SETTLE_MS = 150;
/** Everybody hears of a gap at once; nobody reads again at once. */
const MAX_SPREAD_MS = 1_500;
/** While nothing is heard, what is on screen is read again so often. */
const POLL_INTERVAL_MS = 20_000;

type OnMovements = (movements: readonly LatestMovement[]) => void;

/** The stock of everything on screen, told as it changes. One for each tab. */
export type LiveStock = {
  /** Undefined: nothing is watched here, or not yet. */
  readonly state: () => StreamState | undefined;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Hears the storeroom's latest movements too, newest first, until the returned function is called. */
  readonly hearMovements: (onMovements: OnMovements) => () => void;
};

/**
 * Watches the products of all queries that a page uses, while the page is looked at, and puts what is told of them into
 * the cache. `onChange` hears of each change before that. A page that comes back is read again by `refetchOnReturn`.
 */
export function connectLiveStock(client: QueryClient, onChange: (change: StockChange) => void): LiveStock {
  const state = createPatientState();
  /** What the stream was opened for. */
  let watched: ReadonlyMap<string, number> = new Map();
  const storeroom = new Set<OnMovements>();
  let isStoreroomAsked = false;
  const stream = createSharedStockStream({
    feed: publicStockFeed,
    hearsStoreroom() {
      isStoreroomAsked = storeroom.size > 0;
      return isStoreroomAsked;
    },
    onMovements(text) {
      const movements = parseMovements(text);
      if (movements !== undefined) for (const onMovements of storeroom) onMovements(movements);
    },
    watched() {
      watched = productsOf(usedQueries(client));
      return watched;
    },
    onChange(change) {
      onChange(change);
      withoutSync(client, () => putInto(client, change));
    },
    onStale: (productId) => readAgain(client, (query) => productsOf([query]).has(productId)),
    onGap: () => readAgain(client, showsStock),
    onState: state.hear,
  });
  const pause = (): void => {
    state.forgive();
    stream.pause();
  };
  const poll = async (): Promise<void> => {
    if (state.current()?.kind !== "lost" || !isLookedAt()) return;
    const heardAtMs = Date.now();
    await client.refetchQueries({ type: "active", predicate: showsStock }, { throwOnError: true });
    state.readAt(heardAtMs);
  };
  listenWhileLookedAt({ open: () => stream.open(), pause });
  const settle = createSettling(() => {
    const isNew = [...productsOf(usedQueries(client)).keys()].some((id) => !watched.has(id));
    if (isLookedAt() && (isNew || (storeroom.size > 0 && !isStoreroomAsked))) stream.open();
  });
  client.getQueryCache().subscribe(({ type }) => {
    if (type === "observerAdded" || type === "observerRemoved" || type === "updated") settle();
  });
  // Where nothing can be read either, the page goes on to say how old its figures are.
  setInterval(() => void poll().catch(() => undefined), POLL_INTERVAL_MS);
  return {
    state: state.current,
    subscribe: state.subscribe,
    hearMovements(onMovements) {
      storeroom.add(onMovements);
      settle();
      return () => void storeroom.delete(onMovements);
    },
  };
}

const isLookedAt = (): boolean => document.visibilityState === "visible";

/** Calls it when nothing has come or gone for a while. */
function createSettling(then: () => void): () => void {
  let settling: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(settling);
    settling = setTimeout(then, SETTLE_MS);
  };
}

function usedQueries(client: QueryClient): Query[] {
  return client.getQueryCache().findAll({ type: "active" });
}

/** The products that these answers show, with the lowest version shown of each. */
function productsOf(queries: readonly Query[]): ReadonlyMap<string, number> {
  const products = new Map<string, number>();
  for (const { state } of queries)
    for (const { productId, id, stockVersion } of collectStock(state.data).values()) {
      const name = String(productId ?? id);
      products.set(name, Math.min(stockVersion, products.get(name) ?? stockVersion));
    }
  return products;
}

const showsStock = ({ state }: Query): boolean => collectStock(state.data).size > 0;

function putInto(client: QueryClient, change: StockChange): void {
  for (const query of client.getQueryCache().getAll()) {
    const { data, dataUpdatedAt } = query.state;
    const { value, isComplete } = applyStockChange(data, change);
    // As old as before: only a part of it was told.
    if (value !== data) client.setQueryData(query.queryKey, value, { updatedAt: dataUpdatedAt });
    if (!isComplete) void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  }
}

function readAgain(client: QueryClient, isMeant: (query: Query) => boolean): void {
  setTimeout(() => void client.invalidateQueries({ predicate: isMeant }), Math.random() * MAX_SPREAD_MS);
}
