"use client";

import type { StockListRow, StockRow } from "@scarlet/domain/inventory";
import { useCallback, useState } from "react";
import { parseOnHand } from "../editor/parse-quantity.ts";
import { belowReservedMessage } from "../editor/stock-edit.ts";
import type { StockEditor } from "../editor/use-stock-editor.ts";
import type { SaveDirection } from "./cell-input.tsx";
import type { ActiveCell } from "./use-active-cell.ts";

/**
 * The on hand cell that is open for typing. `seen` is the row as it was when typing began: saving compares with its
 * version. `replaces`: the first digit typed replaces the value, instead of the value being selected.
 */
export type OpenCell = {
  readonly sku: string;
  readonly seen: StockRow;
  readonly initialText: string;
  readonly replaces: boolean;
  readonly error?: CellError;
};

/** Why what was typed cannot be saved; `suggestion` is a value that could be. */
export type CellError = { readonly sentence: string; readonly suggestion?: number };

type CellEditorSetup = {
  rows: readonly StockListRow[];
  editor: StockEditor;
  mayAdjust: boolean;
  cells: ActiveCell;
};

const STEPS: Readonly<Record<SaveDirection, readonly [rows: number, columns: number]>> = {
  stay: [0, 0],
  down: [1, 0],
  up: [-1, 0],
  left: [0, -1],
  right: [0, 1],
};

/** Typing a value into an on hand cell: `begin` opens it, `cancel` leaves it as it was, `save` hands it to the editor. */
export function useCellEditor({ rows, editor, mayAdjust, cells }: CellEditorSetup) {
  const [openCell, setOpenCell] = useState<OpenCell>();
  const { focus, setActiveCell, focusNeighbour } = cells;

  const begin = useCallback(
    (sku: string, firstText?: string) => {
      const row = rows.find((each) => each.sku === sku);
      if (!row || !mayAdjust || editor.isUnread || editor.saving.has(sku)) return;
      setActiveCell({ sku, column: "on" });
      const replaces = firstText !== undefined;
      setOpenCell({ sku, seen: row, initialText: firstText ?? String(row.onHand), replaces });
    },
    [rows, mayAdjust, editor.isUnread, editor.saving, setActiveCell],
  );

  const cancel = useCallback(() => {
    setOpenCell(undefined);
    // The cell can take the focus only after the field has gone.
    if (openCell) setTimeout(() => focus({ sku: openCell.sku, column: "on" }));
  }, [openCell, focus]);

  const save = useCallback(
    (text: string, direction: SaveDirection) => {
      const row = rows.find((each) => each.sku === openCell?.sku);
      if (!openCell || !row) return setOpenCell(undefined);
      const error = errorOf(text, row);
      if (error) return setOpenCell({ ...openCell, initialText: text, replaces: false, error });
      setOpenCell(undefined);
      const value = parseOnHand(text).value ?? row.onHand;
      const isChanged = value !== openCell.seen.onHand;
      if (isChanged && editor.stickyReason === undefined)
        return editor.open({ kind: "set", row, value, seen: openCell.seen });
      if (isChanged && editor.stickyReason !== undefined)
        void editor.setOnHand(row, openCell.seen, value, { reason: editor.stickyReason, note: "" });
      // "stay" comes from a press elsewhere, which has moved the focus already.
      if (direction !== "stay")
        setTimeout(() => focusNeighbour({ sku: row.sku, column: "on" }, STEPS[direction]));
    },
    [openCell, rows, editor, focusNeighbour],
  );

  return { openCell, begin, cancel, save };
}

export type CellEditor = ReturnType<typeof useCellEditor>;

function errorOf(text: string, row: StockRow): CellError | undefined {
  const parsed = parseOnHand(text);
  if (parsed.error !== undefined) return { sentence: parsed.error };
  const belowReserved = belowReservedMessage(parsed.value, row);
  return belowReserved === undefined ? undefined : { sentence: belowReserved, suggestion: row.reserved };
}
