"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useSteadyList } from "../lists/use-steady-list.ts";
import { useTRPC } from "../trpc/client.tsx";
import { listInput, type OrdersParams } from "./search-params.ts";

const idOf = ({ id }: OrderView): string => id;

/**
 * The page of orders that is asked for, each as it is now, in their places until they are sorted again. `moved` is how
 * many would leave or come then.
 */
export function useOrderList(params: OrdersParams) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.orders.list.queryOptions(listInput(params)),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyList({ of: params, query, keyOf: idOf });
  const read = useQueries({
    queries: steady.unlisted.map(({ id }) => trpc.orders.get.queryOptions({ id })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
  const orders = steady.rows.map((order) => read.get(order.id) ?? order);
  const left = orders.filter(({ status }) => params.status !== undefined && status !== params.status);
  const moved = query.isPlaceholderData ? 0 : left.length + steady.arrived.length;
  return { query, orders, moved, nextCursor: steady.nextCursor, sortAgain: steady.sortAgain };
}
