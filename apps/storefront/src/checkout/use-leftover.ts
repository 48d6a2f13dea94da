"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { useQueries } from "@tanstack/react-query";
import { piecesOf } from "../orders/order-words.ts";
import { useTRPC } from "../trpc/client.tsx";
import type { Leftover } from "./hold-words.ts";

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
  const gone = order.lines.filter(({ sku, quantity }) => (left.get(sku) ?? 0) < quantity);
  return { things: piecesOf(order), gone: [...new Set(gone.map(({ title }) => title))] };
}
