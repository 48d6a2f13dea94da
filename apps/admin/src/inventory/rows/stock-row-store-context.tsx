"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from "react";
import { StockRowStore } from "./stock-row-store.ts";

const StoreContext = createContext<StockRowStore | null>(null);

/** One book of rows for the life of the tab's pages. */
export function StockRowStoreProvider({ children }: { children: ReactNode }) {
  const [book] = useState(() => new StockRowStore());
  return <StoreContext value={book}>{children}</StoreContext>;
}

/** The book itself, to put a row in. */
export function useStockRowStore(): StockRowStore {
  const book = useContext(StoreContext);
  if (!book) throw new Error("StockRowStoreProvider is missing above this part.");
  return book;
}

/** The rows with the newest figures this tab knows. */
export function useNewestRows<T extends StockRow>(rows: readonly T[]): readonly T[] {
  const book = useStockRowStore();
  const turns = useSyncExternalStore(book.subscribe, book.turns, () => 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn of the book is what makes the answer differ
  return useMemo(() => rows.map((row) => book.newest(row)), [rows, book, turns]);
}
