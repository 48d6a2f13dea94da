"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { useQueries } from "@tanstack/react-query";
import type { Leftover } from "../copy/hold.ts";
import { useTRPC } from "../trpc/client.tsx";

/** What of an order could be held again; asked only once its hold is over. */
export function useLeftover(order: OrderView, isOver: boolean): Leftover | undefined {
  const trpc = useTRPC();
  const slugs = [...new Set(order.lines.map(({ slug }) => slug))];
  const found = useQueries({
    queries: slugs.map((slug) => ({
      ...trpc.catalog.product.queryOptions({ slug }),
      enabled: isOver,
      staleTime: 0,
    })),
  });
  const products = found.flatMap(({ data }) => (data === undefined ? [] : [data]));
  if (!isOver || products.length < slugs.length) return undefined;
  const left = new Map(
    products.flatMap(({ skus }) => skus.map(({ sku, availableStock }) => [sku, availableStock] as const)),
  );
  const lines = order.lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ sku, title, quantity }) => ({
      title,
      quantity,
      left: Math.min(quantity, Math.max(0, left.get(sku) ?? 0)),
    }));
  const gone = lines.filter((line) => line.left === 0).map(({ title }) => title);
  return {
    things: lines.reduce((sum, line) => sum + line.left, 0),
    gone: [...new Set(gone)],
    fewer: lines.filter((line) => line.left > 0 && line.left < line.quantity),
  };
}
