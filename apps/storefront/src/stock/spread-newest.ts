import type { QueryClient } from "@tanstack/react-query";
import { stockedIn, withNewestStock } from "./keep-newer.ts";

/**
 * Lets every list and page of this tab know the newest figure that any of them has read: a refusal on the product page
 * is on the shelf behind it at once. Ends by itself, because only lower versions are replaced.
 */
export function spreadNewest(client: QueryClient): () => void {
  const cache = client.getQueryCache();
  return cache.subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success") return;
    const source = event.query;
    const newest = stockedIn(source.state.data);
    if (newest.size === 0) return;
    for (const query of cache.getAll()) {
      if (query === source || query.state.data === undefined) continue;
      if (!hasOlder(query.state.data, newest)) continue;
      client.setQueryData(query.queryKey, withNewestStock(query.state.data, newest), {
        updatedAt: query.state.dataUpdatedAt,
      });
    }
  });
}

function hasOlder(data: unknown, newest: ReturnType<typeof stockedIn>): boolean {
  return [...stockedIn(data)].some(
    ([name, { stockVersion }]) => (newest.get(name)?.stockVersion ?? 0) > stockVersion,
  );
}
