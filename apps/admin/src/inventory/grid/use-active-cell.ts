"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { useCallback, useRef, useState } from "react";
import { COLUMNS, type Column } from "./grid-keys.ts";

export type Here = { readonly sku: string; readonly column: Column };

/** Where one is in the grid: a SKU and a column, whatever place the SKU has at the moment. One tab stop for all cells. */
export function useActiveCell(rows: readonly StockListRow[]) {
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setHere] = useState<Here>();
  const first = rows[0];
  const known = rows.some((row) => row.sku === wanted?.sku);
  const here: Here | undefined = known ? wanted : first && { sku: first.sku, column: "on" };

  const cellOf = useCallback((at: Here) => {
    const row = table.current?.querySelector(`tr[data-sku="${CSS.escape(at.sku)}"]`);
    return row?.querySelector<HTMLElement>(`td[data-column="${at.column}"]`);
  }, []);

  const focus = useCallback(
    (at: Here) => {
      setHere(at);
      const cell = cellOf(at);
      cell?.focus({ preventScroll: true });
      cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    [cellOf],
  );

  const step = useCallback(
    (from: Here, [down, right]: readonly [number, number]) => {
      const row = rows[clamp(rows.findIndex((one) => one.sku === from.sku) + down, rows.length)];
      const column = COLUMNS[clamp(COLUMNS.indexOf(from.column) + right, COLUMNS.length)];
      if (row && column) focus({ sku: row.sku, column });
    },
    [rows, focus],
  );

  return { table, here, setHere, cellOf, focus, step };
}

export function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
