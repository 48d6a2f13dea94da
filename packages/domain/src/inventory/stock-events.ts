/** A committed change of a product's stock, and the version it brought: `ProductStock.version`, which only rises. */
export type StockChanged = { readonly productId: string; readonly version: number };

/**
 * changed: what was committed. gap: changes may have gone untold since the last event, so whatever is shown is to be
 * read again. end: nothing more will be told here.
 */
export type StockEvent =
  | { readonly kind: "changed"; readonly changes: readonly StockChanged[] }
  | { readonly kind: "gap" }
  | { readonly kind: "end" };

/**
 * News of committed stock, from every process of the shop to every other. They make screens quick, and nothing depends
 * on them: an event may come late, twice, out of order or never. Its version tells whether it is news, and it carries
 * no figures, because figures are read.
 */
export interface StockEvents {
  /** Publishes what has been committed. Never raises: what cannot be published is dropped. */
  publish(changes: readonly StockChanged[]): void;
  /** Calls `onEvent` with every event from now on, until the returned function is called. */
  listen(onEvent: (event: StockEvent) => void): () => void;
}
