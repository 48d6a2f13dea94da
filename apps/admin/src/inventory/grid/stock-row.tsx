"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import Link from "next/link";
import { memo, type ReactNode } from "react";
import { figure } from "../../format/numbers.ts";
import { AvailableStock } from "../../parts/data/available-stock.tsx";
import { Thumbnail } from "../../parts/data/thumbnail.tsx";
import { ChangedCell } from "./changed-cell.tsx";
import { COLUMNS, type Column } from "./grid-keys.ts";
import { LastMovement } from "./last-movement.tsx";

type StockRowProps = {
  row: StockListRow;
  index: number;
  /** The cell of this row that can be tabbed to, if it is in this row. */
  here: Column | undefined;
  mayAdjust: boolean;
  /** What on hand will be, while it is being written. */
  saving: number | undefined;
  clash: boolean;
  /** The field, while the figure is typed. */
  typing: ReactNode | undefined;
  wrong: boolean;
};

/** One SKU of the grid. */
export const StockRowCells = memo(function StockRowCells(props: StockRowProps) {
  const { row, index, here, mayAdjust, saving, clash, typing, wrong } = props;
  const cell = (column: Column) => ({
    "data-column": column,
    "aria-colindex": COLUMNS.indexOf(column) + 1,
    tabIndex: here === column ? 0 : -1,
  });
  const onHand = saving ?? row.onHand;
  const title = [row.product.title, ...Object.values(row.product.options)].join(", ");
  return (
    <tr data-sku={row.sku} aria-rowindex={index + 1}>
      <td {...cell("sku")} className="c-sku sku">
        <Link href={`/inventory/${row.sku}`} prefetch={false} tabIndex={-1}>
          {row.sku}
        </Link>
      </td>
      <td {...cell("name")} className="c-name" title={title}>
        <div className="thing">
          <Thumbnail art={row.product.art} />
          <div className="two">
            <b>{row.product.title}</b>
            <span>{Object.values(row.product.options).join(", ")}</span>
          </div>
        </div>
      </td>
      <ChangedCell
        {...cell("on")}
        value={row.onHand}
        className={onHandClass({
          mayAdjust,
          clash,
          saving: saving !== undefined,
          typing: typing !== undefined,
        })}
        data-k="On hand"
        data-wrong={wrong ? "" : undefined}
        aria-busy={saving !== undefined || undefined}
        aria-readonly={mayAdjust ? undefined : true}
        aria-label={
          typing === undefined
            ? `On hand, ${row.sku}, ${figure(onHand)}${mayAdjust ? ", press Enter to set" : ""}`
            : undefined
        }
      >
        {typing ?? figure(onHand)}
      </ChangedCell>
      <ChangedCell {...cell("held")} value={row.reserved} className="c-held num" data-k="Reserved">
        <span className={row.reserved === 0 ? "zero" : undefined}>{figure(row.reserved)}</span>
      </ChangedCell>
      <ChangedCell {...cell("av")} value={row.available} className="c-av num" data-k="Available">
        <AvailableStock available={onHand - row.reserved} lowStockAt={row.lowStockAt} />
      </ChangedCell>
      <td {...cell("low")} className="c-low num" data-k="Low at">
        {figure(row.lowStockAt)}
      </td>
      <td {...cell("last")} className="c-last">
        <LastMovement movement={row.lastMovement} />
      </td>
    </tr>
  );
});

function onHandClass(is: { mayAdjust: boolean; clash: boolean; saving: boolean; typing: boolean }): string {
  const names = ["c-on", "num"];
  if (is.mayAdjust) names.push("set");
  if (is.clash) names.push("clash");
  if (is.saving) names.push("saving");
  if (is.typing) names.push("editing");
  return names.join(" ");
}
