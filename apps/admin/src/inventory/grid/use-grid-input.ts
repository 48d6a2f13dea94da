"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { useRouter } from "next/navigation";
import type { FocusEvent, KeyboardEvent, MouseEvent } from "react";
import type { StockEditor } from "../editor/use-stock-editor.ts";
import { useReadOnlyReason } from "../read-only-notice.tsx";
import { rowTitle } from "../rows/row-title.ts";
import { clamp } from "./clamp.ts";
import { COLUMNS, type Column, commandOf, type GridCommand } from "./grid-keys.ts";
import type { ActiveCell, CellAddress } from "./use-active-cell.ts";
import type { CellEditor } from "./use-cell-editor.ts";

/** How many rows PgUp and PgDn pass over. */
const PAGE_ROWS = 15;

type GridInputSetup = {
  rows: readonly StockListRow[];
  editor: StockEditor;
  mayAdjust: boolean;
  cells: ActiveCell;
  cellEditor: CellEditor;
  /** The SKU that is open in the drawer. */
  drawer: string | undefined;
  onDrawer: (sku: string | undefined) => void;
};

/** The event handlers of the grid: what keys, presses and focus do in its cells. */
export function useGridInput(setup: GridInputSetup) {
  const { rows, cells, cellEditor, drawer, onDrawer } = setup;
  const router = useRouter();
  const showToast = useToast();
  const readOnlyReason = useReadOnlyReason();
  const refuse = () => showToast({ text: readOnlyReason, tone: "warn" });

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const cell = cellAt(event.target);
    if (!cell || cellEditor.openCell || event.altKey) return;
    if (event.key === "Escape" && drawer !== undefined) return onDrawer(undefined);
    const row = rows.findIndex((each) => each.sku === cell.sku);
    const press = { key: event.key, hasCommandKey: event.metaKey || event.ctrlKey };
    const size = { rows: rows.length, pageRows: PAGE_ROWS };
    const command = commandOf(press, { row, column: cell.column }, size);
    if (!command) return;
    event.preventDefault();
    run(command, cell, setup, { open: (href) => router.push(href), refuse });
  };

  const onPress = (event: MouseEvent<HTMLTableElement>) => {
    const target = event.target instanceof Element ? event.target : null;
    const cell = target?.closest<HTMLElement>("td[data-column]");
    const sku = cell?.closest<HTMLElement>("tr")?.dataset.sku;
    const column = cell?.dataset.column as Column | undefined;
    if (sku === undefined || column === undefined || target?.closest("input, button")) return;
    // On a touch screen one tap opens the cell, because there is no double click, and SKUs lead to their page, because
    // a narrow screen has no room for the drawer beside the list.
    const isTouch = matchMedia("(pointer: coarse), (max-width: 640px)").matches;
    if (target?.closest("a")) {
      if (column === "sku" && !isTouch && isPlainClick(event)) {
        event.preventDefault();
        cells.focus({ sku, column });
        onDrawer(sku);
      }
      return;
    }
    cells.setActiveCell({ sku, column });
    if (column === "on" && (event.detail > 1 || isTouch)) cellEditor.begin(sku);
  };

  // Keys and presses are not the only way to a cell: a screen reader or Tab can move the focus as well.
  const onFocus = (event: FocusEvent<HTMLTableElement>) => {
    const cell = cellAt(event.target);
    if (cell) cells.setActiveCell(cell);
  };

  return { onKeyDown, onPress, onFocus };
}

/** The cell, when the event came from the cell itself and not from a link or a field inside. */
function cellAt(target: EventTarget | null): CellAddress | undefined {
  if (!(target instanceof HTMLElement) || !target.matches("td[data-column]")) return undefined;
  const sku = target.closest<HTMLElement>("tr")?.dataset.sku;
  const column = COLUMNS.find((each) => each === target.dataset.column);
  return sku === undefined || column === undefined ? undefined : { sku, column };
}

type Effects = { open: (href: string) => void; refuse: () => void };

function run(
  command: GridCommand,
  cell: CellAddress,
  setup: GridInputSetup,
  { open, refuse }: Effects,
): void {
  const { rows, editor, mayAdjust, cells, cellEditor, drawer, onDrawer } = setup;
  const row = rows.find((each) => each.sku === cell.sku);
  if (!row) return;
  if (!mayAdjust && (command.kind === "edit" || command.kind === "adjust")) {
    refuse();
    return;
  }
  switch (command.kind) {
    case "focus": {
      const target = rows[command.cell.row];
      if (target) cells.focus({ sku: target.sku, column: command.cell.column });
      break;
    }
    case "edit":
      cellEditor.begin(cell.sku, command.firstText);
      break;
    case "adjust":
      editor.open({ kind: "adjust", row, delta: command.delta });
      break;
    case "open":
      open(hrefOf(row, cell.column));
      break;
    case "history":
      open(`/inventory/${row.sku}`);
      break;
    case "drawer":
      onDrawer(drawer === row.sku ? undefined : row.sku);
      break;
    case "moveDrawer": {
      const next = rows[clamp(rows.indexOf(row) + command.rows, rows.length)];
      if (drawer === undefined || !next) break;
      cells.focus({ sku: next.sku, column: cell.column });
      onDrawer(next.sku);
      break;
    }
    case "copy":
      void navigator.clipboard?.writeText(cellText(row, cell.column));
  }
}

/** Whether a press is meant for this tab, not for another one. */
function isPlainClick(event: MouseEvent): boolean {
  return !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

/** Where Enter leads from a cell: the order of the last movement, else the SKU's page. */
function hrefOf(row: StockListRow, column: Column): string {
  const order = row.lastMovement?.orderId;
  return column === "last" && order ? `/orders/${order}` : `/inventory/${row.sku}`;
}

/** The text that is copied from a cell. */
function cellText(row: StockListRow, column: Column): string {
  const texts: Readonly<Record<Column, string>> = {
    sku: row.sku,
    name: rowTitle(row),
    on: String(row.onHand),
    held: String(row.reserved),
    av: String(row.available),
    low: String(row.lowStockAt),
    last: row.lastMovement?.at.toISOString() ?? "",
  };
  return texts[column];
}
