"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { useCallback, useRef, useState } from "react";
import { clamp } from "./clamp.ts";
import { COLUMNS, type Column } from "./grid-keys.ts";

/** A cell by its SKU and column, so that it stays the same cell when rows move. */
export type CellAddress = { readonly sku: string; readonly column: Column };

/**
 * The active cell of the grid: the one that Tab reaches and that keys act on (a roving tab stop). Without one, or when
 * its row is gone, it is on hand of the first row. `table` is the ref for the table element.
 */
export function useActiveCell(rows: readonly StockListRow[]) {
  const table = useRef<HTMLTableElement>(null);
  const [chosen, setActiveCell] = useState<CellAddress>();
  const first = rows[0];
  const isListed = rows.some((row) => row.sku === chosen?.sku);
  const activeCell: CellAddress | undefined = isListed ? chosen : first && { sku: first.sku, column: "on" };

  const elementOf = useCallback((cell: CellAddress) => {
    const row = table.current?.querySelector(`tr[data-sku="${CSS.escape(cell.sku)}"]`);
    return row?.querySelector<HTMLElement>(`td[data-column="${cell.column}"]`);
  }, []);

  /** Makes a cell active, focuses it and scrolls it into view. */
  const focus = useCallback(
    (cell: CellAddress) => {
      setActiveCell(cell);
      const element = elementOf(cell);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    [elementOf],
  );

  /** Focuses the cell that many rows down and columns to the right of another, stopping at the edges. */
  const focusNeighbour = useCallback(
    (from: CellAddress, [down, right]: readonly [number, number]) => {
      const row = rows[clamp(rows.findIndex((each) => each.sku === from.sku) + down, rows.length)];
      const column = COLUMNS[clamp(COLUMNS.indexOf(from.column) + right, COLUMNS.length)];
      if (row && column) focus({ sku: row.sku, column });
    },
    [rows, focus],
  );

  return { table, activeCell, setActiveCell, elementOf, focus, focusNeighbour };
}

export type ActiveCell = ReturnType<typeof useActiveCell>;
