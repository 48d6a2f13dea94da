"use client";

import type { StockListRow, StockRow } from "@scarlet/domain/inventory";
import { useCallback, useState } from "react";
import { parseOnHand } from "../editor/parse-figure.ts";
import { belowReservedMessage } from "../editor/stock-edit.ts";
import type { StockEditor } from "../editor/use-stock-editor.ts";
import type { Direction } from "./cell-input.tsx";
import type { useActiveCell } from "./use-active-cell.ts";

/** A figure being typed. `seen` is the row as it was when typing began: saving compares against it. */
export type CellEdit = {
  readonly sku: string;
  readonly seen: StockRow;
  readonly start: string;
  readonly fresh: boolean;
  readonly wrong?: { readonly sentence: string; readonly use?: number };
};

type CellEditorSetup = {
  rows: readonly StockListRow[];
  desk: StockEditor;
  mayAdjust: boolean;
  place: ReturnType<typeof useActiveCell>;
};

const NEXT: Readonly<Record<Direction, readonly [rows: number, columns: number]>> = {
  stay: [0, 0],
  down: [1, 0],
  up: [-1, 0],
  left: [0, -1],
  right: [0, 1],
};

/** CellEdit a figure into a cell: begin, leave as it was, save and go on. */
export function useCellEditor({ rows, desk, mayAdjust, place }: CellEditorSetup) {
  const [typing, setTyping] = useState<CellEdit>();
  const { focus, setHere, step } = place;

  const begin = useCallback(
    (sku: string, start?: string) => {
      const row = rows.find((one) => one.sku === sku);
      if (!row || !mayAdjust || desk.saving.has(sku)) return;
      setHere({ sku, column: "on" });
      setTyping({ sku, seen: row, start: start ?? String(row.onHand), fresh: start !== undefined });
    },
    [rows, mayAdjust, desk.saving, setHere],
  );

  const leave = useCallback(() => {
    setTyping(undefined);
    if (typing) setTimeout(() => focus({ sku: typing.sku, column: "on" }));
  }, [typing, focus]);

  const save = useCallback(
    (text: string, direction: Direction) => {
      const row = rows.find((one) => one.sku === typing?.sku);
      if (!typing || !row) return setTyping(undefined);
      const wrong = faultOf(text, row);
      if (wrong) return setTyping({ ...typing, start: text, fresh: false, wrong });
      setTyping(undefined);
      const value = parseOnHand(text).value ?? row.onHand;
      const changes = value !== typing.seen.onHand;
      if (changes && desk.counting === undefined)
        return desk.open({ is: "set", row, value, seen: typing.seen });
      if (changes && desk.counting !== undefined)
        void desk.setTo(row, typing.seen, value, { reason: desk.counting, note: "" });
      // A press elsewhere has put the focus there already.
      if (direction !== "stay") setTimeout(() => step({ sku: row.sku, column: "on" }, NEXT[direction]));
    },
    [typing, rows, desk, step],
  );

  return { typing, begin, leave, save };
}

function faultOf(text: string, row: StockRow): CellEdit["wrong"] {
  const typed = parseOnHand(text);
  if (typed.wrong !== undefined) return { sentence: typed.wrong };
  const fault = belowReservedMessage(typed.value, row);
  return fault === undefined ? undefined : { sentence: fault, use: row.reserved };
}
