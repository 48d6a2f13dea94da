"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSteadyList } from "../../lists/use-steady-list.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { type InventoryParams, listInput } from "../search-params.ts";
import { isInView } from "./is-in-view.ts";
import { useNewestRows } from "./stock-row-store-context.tsx";

const skuOf = ({ sku }: StockListRow): string => sku;

/**
 * The page of the inventory that is asked for: its rows with the newest stock known, in their places until it is sorted
 * again. `moved` is how many would leave or come then.
 */
export function useStockList(params: InventoryParams) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.inventory.list.queryOptions(listInput(params)),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyList({ of: params, query, keyOf: skuOf });
  const rows = useNewestRows(useRowsRead(steady.rows, steady.unlisted));
  const arrived = useNewestRows(steady.arrived);
  const moved = query.isPlaceholderData
    ? 0
    : rows.filter((row) => !isInView(row, params.view)).length +
      arrived.filter((row) => isInView(row, params.view)).length;
  return { query, rows, moved, nextCursor: steady.nextCursor, sortAgain: steady.sortAgain };
}

/** The rows, with those that the list no longer has as they are now: each is read by itself. */
function useRowsRead(
  rows: readonly StockListRow[],
  unlisted: readonly StockListRow[],
): readonly StockListRow[] {
  const trpc = useTRPC();
  const read = useQueries({
    queries: unlisted.map(({ sku }) => trpc.inventory.list.queryOptions({ sku, limit: 1 })),
    combine: (results) => results.flatMap(({ data }) => data?.items ?? []),
  });
  return useMemo(() => {
    if (read.length === 0) return rows;
    const bySku = new Map(read.map((row) => [row.sku, row]));
    return rows.map((row) => bySku.get(row.sku) ?? row);
  }, [rows, read]);
}
