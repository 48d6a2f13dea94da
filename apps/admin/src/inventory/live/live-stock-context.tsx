"use client";

import type { ListStockInput } from "@scarlet/domain/inventory";
import type { StreamState } from "@scarlet/web/inventory/stock-stream";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { useMay } from "../../session/person-context.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { useStockRowStore } from "../rows/stock-row-store-context.tsx";
import { createLiveStock, type LiveStock } from "./live-stock.ts";

const LiveStockContext = createContext<LiveStock | null>(null);

/** Listens for everything below: rows come into the store in place, and what events do not tell is read again. */
export function LiveStockProvider({ children }: { children: ReactNode }) {
  const mayListen = useMay("stock.read");
  const [live] = useState(useCreateLiveStock());
  useEffect(() => (mayListen ? live.start() : undefined), [mayListen, live]);
  return <LiveStockContext value={live}>{children}</LiveStockContext>;
}

function useCreateLiveStock(): () => LiveStock {
  const queries = useQueryClient();
  const trpc = useTRPC();
  const store = useStockRowStore();
  return () =>
    createLiveStock({
      onRows: (rows) => store.putAll(rows),
      onChanged(rows) {
        void queries.invalidateQueries(trpc.orders.pathFilter());
        void queries.invalidateQueries(trpc.inventory.counts.pathFilter());
        void queries.invalidateQueries({
          ...trpc.inventory.list.pathFilter(),
          predicate: ({ queryKey }) => isFiltered(inputOf(queryKey)),
        });
        const changed = new Set(rows.map(({ sku }) => sku));
        void queries.invalidateQueries({
          ...trpc.inventory.movements.pathFilter(),
          predicate: ({ queryKey }) => changed.has(inputOf(queryKey)?.sku ?? ""),
        });
      },
      async readAgain() {
        await Promise.all(
          [trpc.inventory.pathFilter(), trpc.orders.pathFilter()].map((filter) =>
            queries.refetchQueries({ ...filter, type: "active" }, { throwOnError: true }),
          ),
        );
      },
    });
}

type StockQueryInput = Partial<ListStockInput>;

/** A key of tRPC ends with what was asked. */
function inputOf(queryKey: readonly unknown[]): StockQueryInput | undefined {
  const asked = queryKey.at(-1) as { readonly input?: StockQueryInput } | undefined;
  return asked?.input;
}

/** Which rows such a list has depends on their figures. */
function isFiltered(input: StockQueryInput | undefined): boolean {
  return input?.lowStock === true || input?.outOfStock === true || input?.held === true;
}

/** Whether this tab is told of changes; undefined on the server, and until that is known. */
export function useLiveState(): StreamState | undefined {
  const live = useContext(LiveStockContext);
  return useSyncExternalStore(
    live?.subscribe ?? NEVER,
    () => live?.state(),
    () => undefined,
  );
}

const NEVER = () => () => undefined;
