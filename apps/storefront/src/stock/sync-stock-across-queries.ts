import type { QueryClient } from "@tanstack/react-query";
import { collectStock, withNewerStock } from "./merge-by-stock-version.ts";

/**
 * Copies the newest stock that one query has read into all other queries of this tab, so that a refusal on the product
 * page shows at once in the list behind it. It cannot loop, because only lower versions are replaced. Returns the
 * unsubscribe function.
 */
export function syncStockAcrossQueries(client: QueryClient): () => void {
  const cache = client.getQueryCache();
  return cache.subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success") return;
    const source = event.query;
    const newest = collectStock(source.state.data);
    if (newest.size === 0) return;
    for (const query of cache.getAll()) {
      if (query === source || query.state.data === undefined) continue;
      if (!hasOlder(query.state.data, newest)) continue;
      client.setQueryData(query.queryKey, withNewerStock(query.state.data, newest), {
        updatedAt: query.state.dataUpdatedAt,
      });
    }
  });
}

function hasOlder(data: unknown, newest: ReturnType<typeof collectStock>): boolean {
  return [...collectStock(data)].some(
    ([name, { stockVersion }]) => (newest.get(name)?.stockVersion ?? 0) > stockVersion,
  );
}
