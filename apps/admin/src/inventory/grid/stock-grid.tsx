"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { ChevronUp } from "lucide-react";
import { useCallback } from "react";
import { Icon } from "../../parts/layout/icon.tsx";
import { EditorPopovers } from "../editor/editor-popovers.tsx";
import type { StockEditor } from "../editor/use-stock-editor.ts";
import { CellInput } from "./cell-input.tsx";
import { COLUMNS } from "./grid-keys.ts";
import { StockRowCells } from "./stock-row.tsx";
import { useActiveCell } from "./use-active-cell.ts";
import { type CellError, useCellEditor } from "./use-cell-editor.ts";
import { useGridInput } from "./use-grid-input.ts";

type StockGridProps = {
  rows: readonly StockListRow[];
  editor: StockEditor;
  mayAdjust: boolean;
  /** How many rows the whole view has, when known. */
  rowCount: number | undefined;
  /** The number of the first row in the view, from 1. */
  from: number;
  busy: boolean;
  /** The SKU that is open in the drawer. */
  drawer: string | undefined;
  onDrawer: (sku: string | undefined) => void;
};

/** The stock as an editable grid with one row for each SKU: on hand − reserved = available. */
export function StockGrid(props: StockGridProps) {
  const { rows, editor, mayAdjust, rowCount, from, busy, drawer, onDrawer } = props;
  const cells = useActiveCell(rows);
  const cellEditor = useCellEditor({ rows, editor, mayAdjust, cells });
  const input = useGridInput({ rows, editor, mayAdjust, cells, cellEditor, drawer, onDrawer });
  const { elementOf, focus } = cells;
  // The drawer covers the cells of its row, so the popovers of that row are placed at the drawer.
  const anchorOf = useCallback(
    (sku: string) =>
      sku === drawer
        ? document.querySelector(`[data-drawer="${CSS.escape(sku)}"]`)
        : elementOf({ sku, column: "on" }),
    [elementOf, drawer],
  );
  const refocus = useCallback(
    (sku: string) => {
      if (sku !== drawer) focus({ sku, column: "on" });
    },
    [focus, drawer],
  );
  const { openCell } = cellEditor;
  const cellInput = openCell && (
    <CellInput
      key={openCell.initialText}
      sku={openCell.sku}
      initialText={openCell.initialText}
      selectsText={!openCell.replaces}
      error={
        openCell.error && (
          <CellErrorNote
            error={openCell.error}
            onUse={(value) => cellEditor.begin(openCell.sku, String(value))}
          />
        )
      }
      onSave={cellEditor.save}
      onCancel={cellEditor.cancel}
    />
  );
  return (
    <div className="grid-scroll">
      <table
        ref={cells.table}
        className="grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is what this table is
        role="grid"
        aria-label="Inventory"
        aria-rowcount={rowCount === undefined ? -1 : rowCount + 1}
        aria-colcount={COLUMNS.length}
        aria-busy={busy || undefined}
        onKeyDown={input.onKeyDown}
        onClickCapture={input.onPress}
        onFocus={input.onFocus}
      >
        <GridHeader />
        <tbody>
          {rows.map((row, index) => (
            <StockRowCells
              key={row.sku}
              row={row}
              number={from + index}
              activeColumn={cells.activeCell?.sku === row.sku ? cells.activeCell.column : undefined}
              mayAdjust={mayAdjust}
              saving={editor.saving.get(row.sku)}
              isUnresolved={editor.unresolved?.edit.sku === row.sku}
              input={openCell?.sku === row.sku ? cellInput : undefined}
              hasError={openCell?.sku === row.sku && openCell.error !== undefined}
            />
          ))}
        </tbody>
      </table>
      <EditorPopovers
        editor={editor}
        anchorOf={anchorOf}
        onClosed={refocus}
        isCellOpen={openCell !== undefined}
      />
    </div>
  );
}

function CellErrorNote({ error, onUse }: { error: CellError; onUse: (value: number) => void }) {
  const { sentence, suggestion } = error;
  if (suggestion === undefined) return sentence;
  return (
    <>
      {sentence}
      <button
        type="button"
        className="link"
        // Keeps the focus in the field: leaving it would save.
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onUse(suggestion)}
      >
        Use {suggestion}
      </button>
    </>
  );
}

const HEADERS = [
  { column: "sku", label: "SKU", isNumber: false, sign: undefined },
  { column: "name", label: "Product", isNumber: false, sign: undefined },
  { column: "on", label: "On hand", isNumber: true, sign: undefined },
  { column: "held", label: "Reserved", isNumber: true, sign: "−" },
  { column: "av", label: "Available", isNumber: true, sign: "=" },
  { column: "low", label: "Low at", isNumber: true, sign: undefined },
  { column: "last", label: "Last change", isNumber: false, sign: undefined },
] as const;

const WIDTH_CLASSES: Readonly<Record<string, string>> = {
  sku: "col-sku",
  on: "col-figure",
  held: "col-figure",
  av: "col-available",
  low: "col-low",
  last: "col-last",
};

/** The column headers, with the signs of on hand − reserved = available between them. */
export function GridHeader() {
  return (
    <>
      <colgroup>
        {HEADERS.map(({ column }) => (
          <col key={column} className={WIDTH_CLASSES[column]} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {HEADERS.map(({ column, label, isNumber, sign }, index) => (
            <th
              key={column}
              scope="col"
              aria-colindex={index + 1}
              className={isNumber ? "num" : undefined}
              aria-sort={column === "sku" ? "ascending" : undefined}
            >
              {sign !== undefined && (
                <i className="op" aria-hidden="true">
                  {sign}
                </i>
              )}
              <span>
                {label}
                {column === "sku" && <Icon of={ChevronUp} small />}
              </span>
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
