"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from "react";
import { StockRowStore } from "./stock-row-store.ts";

const StoreContext = createContext<StockRowStore | null>(null);

/** Gives all components below the same store, which lives as long as the tab stays in the admin. */
export function StockRowStoreProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => new StockRowStore());
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** The store, to put rows into. Throws when there is no provider above. */
export function useStockRowStore(): StockRowStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error("StockRowStoreProvider is missing above this component.");
  return store;
}

/** The given rows with the newest stock fields known to this tab; renders again when they change. */
export function useNewestRows<T extends StockRow>(rows: readonly T[]): readonly T[] {
  const store = useStockRowStore();
  const revision = useSyncExternalStore(store.subscribe, store.revision, () => 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what makes the result differ
  return useMemo(() => rows.map((row) => store.newest(row)), [rows, store, revision]);
}
