import type { ProductStock } from "./ports.ts";
import type { StockMove } from "./stock-moves.ts";

/**
 * Where a listener is told of a product: its figures, and the version they belong to, which only rises. `moves`: what the
 * commit did to get there; absent where only the figures are known.
 */
export type StockChanged = Omit<ProductStock, "contentVersion"> & { readonly moves?: readonly StockMove[] };

/**
 * changed: the stock that a commit left, as the commit itself saw it. stale: something of these products was committed,
 * and whoever committed it does not know all their figures, or words and prices changed as well: they are to be read
 * again. gap: changes may have gone untold since the last event, so whatever is shown is to be read again. interrupted:
 * changes go untold until the next gap. end: nothing more will be told here.
 */
export type StockEvent =
  | { readonly kind: "changed"; readonly changes: readonly StockChanged[] }
  | { readonly kind: "stale"; readonly productIds: readonly string[] }
  | { readonly kind: "gap" }
  | { readonly kind: "interrupted" }
  | { readonly kind: "end" };

/** What a process has to tell of one commit. */
export type StockNews = {
  readonly changes: readonly StockChanged[];
  /** Products whose stock has changed to figures that are not known. */
  readonly stale: readonly string[];
};

/**
 * News of committed stock, from every process of the shop to every other. They make screens quick, and nothing depends
 * on them: an event may come late, twice, out of order or never. Its version tells whether it is news.
 */
export interface StockEvents {
  /** Publishes what has been committed. Never raises: what cannot be published is dropped. */
  publish(news: StockNews): void;
  /** Calls `onEvent` with every event from now on, until the returned function is called. */
  listen(onEvent: (event: StockEvent) => void): () => void;
}
