"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { useCallback } from "react";
import { inventoryCopy } from "../../copy/inventory/list.ts";
import { EditorPopovers } from "../editor/editor-popovers.tsx";
import type { StockEditor } from "../editor/use-stock-editor.ts";
import { CellInput } from "./cell-input.tsx";
import { GridHeader } from "./grid-header.tsx";
import { COLUMNS } from "./grid-keys.ts";
import { StockRowCells } from "./stock-row.tsx";
import { useActiveCell } from "./use-active-cell.ts";
import { type CellEditor, type CellError, type OpenCell, useCellEditor } from "./use-cell-editor.ts";
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
  return (
    <div className="grid-scroll">
      <table
        ref={cells.table}
        className="grid"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is what this table is
        role="grid"
        aria-label={inventoryCopy.grid}
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
              input={
                openCell?.sku === row.sku ? (
                  <OpenCellInput cellEditor={cellEditor} openCell={openCell} />
                ) : undefined
              }
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

/** The text field of the open cell, with its error. Text that was rejected becomes the initial text of a new field. */
function OpenCellInput({ cellEditor, openCell }: { cellEditor: CellEditor; openCell: OpenCell }) {
  const { sku, initialText, replaces, error } = openCell;
  const applySuggestion = (value: number) => cellEditor.begin(sku, String(value));
  return (
    <CellInput
      key={initialText}
      sku={sku}
      initialText={initialText}
      selectsText={!replaces}
      error={error && <CellErrorNote error={error} onUse={applySuggestion} />}
      onSave={cellEditor.save}
      onCancel={cellEditor.cancel}
    />
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
        {inventoryCopy.takeInstead(suggestion)}
      </button>
    </>
  );
}
