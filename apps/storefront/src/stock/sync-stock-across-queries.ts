import type { Query, QueryClient } from "@tanstack/react-query";
import { collectStock, withNewerStock } from "./merge-by-stock-version.ts";

type StockByKey = ReturnType<typeof collectStock>;

/** Clients whose queries are all being written to at this moment. */
const writing = new WeakSet<QueryClient>();

/** Runs `write`, which puts a change into every query that shows it: nothing of it is left to copy. */
export function withoutSync(client: QueryClient, write: () => void): void {
  writing.add(client);
  try {
    write();
  } finally {
    writing.delete(client);
  }
}

/**
 * Copies the newest stock that one query has read into all other queries of this tab, so that a refusal on the product
 * page shows at once in the list behind it, and what others know to be newer into that one. Returns the unsubscribe
 * function.
 */
export function syncStockAcrossQueries(client: QueryClient): () => void {
  const cache = client.getQueryCache();
  return cache.subscribe((event) => {
    if (writing.has(client) || event.type !== "updated" || event.action.type !== "success") return;
    const source = event.query;
    const newest = collectStock(source.state.data);
    if (newest.size === 0) return;
    withoutSync(client, () => {
      for (const query of cache.getAll()) {
        if (query === source) continue;
        copyInto(client, query, newest);
        // What was asked for earlier may arrive later.
        copyInto(client, source, collectStock(query.state.data));
      }
    });
  });
}

function copyInto(client: QueryClient, { queryKey, state }: Query, newest: StockByKey): void {
  if (state.data === undefined || !hasOlder(state.data, newest)) return;
  client.setQueryData(queryKey, withNewerStock(state.data, newest), { updatedAt: state.dataUpdatedAt });
}

function hasOlder(data: unknown, newest: StockByKey): boolean {
  return [...collectStock(data)].some(
    ([name, { stockVersion }]) => (newest.get(name)?.stockVersion ?? 0) > stockVersion,
  );
}
