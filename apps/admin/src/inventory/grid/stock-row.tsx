"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import Link from "next/link";
import { memo, type ReactNode } from "react";
import { inventoryCopy } from "../../copy/inventory/list.ts";
import { formatNumber } from "../../format/numbers.ts";
import { AvailableStock } from "../../parts/data/available-stock.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { rowTitle } from "../rows/row-title.ts";
import { ChangedCell } from "./changed-cell.tsx";
import { COLUMNS, type Column } from "./grid-keys.ts";
import { LastMovement } from "./last-movement.tsx";

type StockRowProps = {
  row: StockListRow;
  /** The number of the row in the whole view, from 1. */
  number: number;
  /** The column of the active cell when it is in this row: the only cell that Tab reaches. */
  activeColumn: Column | undefined;
  mayAdjust: boolean;
  /** What on hand will be, while an edit is being saved. */
  saving: number | undefined;
  /** Whether an edit of this row needs a decision. */
  isUnresolved: boolean;
  /** The text field, while on hand is being typed. */
  input: ReactNode | undefined;
  hasError: boolean;
};

/** The row of one SKU in the grid. */
export const StockRowCells = memo(function StockRowCells(props: StockRowProps) {
  const { row, number, activeColumn, mayAdjust, saving, isUnresolved, input, hasError } = props;
  const cell = (column: Column) => ({
    "data-column": column,
    "aria-colindex": COLUMNS.indexOf(column) + 1,
    tabIndex: activeColumn === column ? 0 : -1,
  });
  const onHand = saving ?? row.onHand;
  const title = rowTitle(row);
  const { columns } = inventoryCopy;
  return (
    <tr data-sku={row.sku} aria-rowindex={number + 1}>
      <td {...cell("sku")} className="cell-sku sku">
        <Link href={`/inventory/${row.sku}`} prefetch={false} tabIndex={-1}>
          {row.sku}
        </Link>
      </td>
      <td {...cell("name")} className="cell-name" title={title}>
        <div className="with-thumbnail">
          <Thumbnail art={row.product.art} />
          <div className="two-lines">
            <b>{row.product.title}</b>
            <span>{Object.values(row.product.options).join(", ")}</span>
          </div>
        </div>
      </td>
      <ChangedCell
        {...cell("on")}
        value={row.onHand}
        isTyped={input !== undefined}
        className={onHandClass({
          mayAdjust,
          isUnresolved,
          isSaving: saving !== undefined,
          isOpen: input !== undefined,
        })}
        data-label={columns.on}
        data-wrong={hasError ? "" : undefined}
        aria-busy={saving !== undefined || undefined}
        aria-readonly={mayAdjust ? undefined : true}
        aria-label={input === undefined ? inventoryCopy.onHandCell(row.sku, onHand, mayAdjust) : undefined}
      >
        {input ?? formatNumber(onHand)}
      </ChangedCell>
      <ChangedCell
        {...cell("held")}
        value={row.reserved}
        className="cell-reserved num"
        data-label={columns.held}
      >
        <span className={row.reserved === 0 ? "zero" : undefined}>{formatNumber(row.reserved)}</span>
      </ChangedCell>
      <ChangedCell
        {...cell("av")}
        value={row.available}
        className="cell-available num"
        data-label={columns.av}
      >
        <AvailableStock available={onHand - row.reserved} lowStockAt={row.lowStockAt} />
      </ChangedCell>
      <td {...cell("low")} className="cell-low num" data-label={columns.low}>
        {formatNumber(row.lowStockAt)}
      </td>
      <td {...cell("last")} className="cell-last">
        <LastMovement movement={row.lastMovement} version={row.version} />
      </td>
    </tr>
  );
});

function onHandClass(state: {
  mayAdjust: boolean;
  isUnresolved: boolean;
  isSaving: boolean;
  isOpen: boolean;
}): string {
  const names = ["cell-on-hand", "num"];
  if (state.mayAdjust) names.push("editable");
  if (state.isUnresolved) names.push("unresolved");
  if (state.isSaving) names.push("saving");
  if (state.isOpen) names.push("editing");
  return names.join(" ");
}
