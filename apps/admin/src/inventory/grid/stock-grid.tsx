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
import { type CellEdit, useCellEditor } from "./use-cell-editor.ts";
import { useGridInput } from "./use-grid-input.ts";

type StockGridProps = {
  rows: readonly StockListRow[];
  desk: StockEditor;
  mayAdjust: boolean;
  /** Rows of the whole view, when known. */
  rowCount: number | undefined;
  /** The place of the first row in the view, from 1. */
  from: number;
  busy: boolean;
  drawer: string | undefined;
  onDrawer: (sku: string | undefined) => void;
};

/** The stock as a grid: on hand − reserved = available, one row a SKU. */
export function StockGrid({ rows, desk, mayAdjust, rowCount, from, busy, drawer, onDrawer }: StockGridProps) {
  const place = useActiveCell(rows);
  const typing = useCellEditor({ rows, desk, mayAdjust, place });
  const input = useGridInput({ rows, desk, mayAdjust, place, typing, drawer, onDrawer });
  const { cellOf, focus } = place;
  // The drawer lies over the figures of its row, so what belongs to that row stands at the drawer.
  const anchorOf = useCallback(
    (sku: string) =>
      sku === drawer
        ? document.querySelector(`[data-drawer="${CSS.escape(sku)}"]`)
        : cellOf({ sku, column: "on" }),
    [cellOf, drawer],
  );
  const focusOn = useCallback(
    (sku: string) => {
      if (sku !== drawer) focus({ sku, column: "on" });
    },
    [focus, drawer],
  );
  const now = typing.typing;
  const field = now && (
    <CellInput
      key={now.start}
      sku={now.sku}
      start={now.start}
      fresh={now.fresh}
      wrong={
        now.wrong && <WrongNote wrong={now.wrong} onUse={(value) => typing.begin(now.sku, String(value))} />
      }
      onSave={typing.save}
      onLeave={typing.leave}
    />
  );
  return (
    <div className="grid-scroll">
      <table
        ref={place.table}
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
        <GridHead />
        <tbody>
          {rows.map((row, index) => (
            <StockRowCells
              key={row.sku}
              row={row}
              index={from + index}
              here={place.here?.sku === row.sku ? place.here.column : undefined}
              mayAdjust={mayAdjust}
              saving={desk.saving.get(row.sku)}
              clash={desk.question?.wish.sku === row.sku}
              typing={now?.sku === row.sku ? field : undefined}
              wrong={now?.sku === row.sku && now.wrong !== undefined}
            />
          ))}
        </tbody>
      </table>
      <EditorPopovers desk={desk} anchorOf={anchorOf} onClosed={focusOn} typing={now !== undefined} />
    </div>
  );
}

function WrongNote({
  wrong,
  onUse,
}: {
  wrong: NonNullable<CellEdit["wrong"]>;
  onUse: (value: number) => void;
}) {
  const { sentence, use } = wrong;
  if (use === undefined) return sentence;
  return (
    <>
      {sentence}
      <button
        type="button"
        className="link"
        // Keeps the focus in the field, so that pressing this is not leaving it.
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onUse(use)}
      >
        Use {use}
      </button>
    </>
  );
}

const HEADS = [
  { column: "sku", words: "SKU", figures: false, sign: undefined },
  { column: "name", words: "Product", figures: false, sign: undefined },
  { column: "on", words: "On hand", figures: true, sign: undefined },
  { column: "held", words: "Reserved", figures: true, sign: "−" },
  { column: "av", words: "Available", figures: true, sign: "=" },
  { column: "low", words: "Low at", figures: true, sign: undefined },
  { column: "last", words: "Last change", figures: false, sign: undefined },
] as const;

const WIDTHS: Readonly<Record<string, string>> = {
  sku: "col-sku",
  on: "col-figure",
  held: "col-figure",
  av: "col-available",
  low: "col-low",
  last: "col-last",
};

/** The heads of the columns, with the signs between the three figures. */
export function GridHead() {
  return (
    <>
      <colgroup>
        {HEADS.map(({ column }) => (
          <col key={column} className={WIDTHS[column]} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {HEADS.map(({ column, words, figures, sign }, index) => (
            <th
              key={column}
              scope="col"
              aria-colindex={index + 1}
              className={figures ? "num" : undefined}
              aria-sort={column === "sku" ? "ascending" : undefined}
            >
              {sign !== undefined && (
                <i className="op" aria-hidden="true">
                  {sign}
                </i>
              )}
              <span>
                {words}
                {column === "sku" && <Icon of={ChevronUp} small />}
              </span>
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
