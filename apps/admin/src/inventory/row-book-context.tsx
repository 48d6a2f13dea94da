"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from "react";
import { RowBook } from "./row-book.ts";

const BookContext = createContext<RowBook | null>(null);

/** One book of rows for the life of the tab's pages. */
export function RowBookProvider({ children }: { children: ReactNode }) {
  const [book] = useState(() => new RowBook());
  return <BookContext value={book}>{children}</BookContext>;
}

/** The book itself, to put a row in. */
export function useRowBook(): RowBook {
  const book = useContext(BookContext);
  if (!book) throw new Error("RowBookProvider is missing above this part.");
  return book;
}

/** The rows with the newest figures this tab knows. */
export function useNewest<T extends StockRow>(rows: readonly T[]): readonly T[] {
  const book = useRowBook();
  const turns = useSyncExternalStore(book.subscribe, book.turns, () => 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn of the book is what makes the answer differ
  return useMemo(() => rows.map((row) => book.newest(row)), [rows, book, turns]);
}
