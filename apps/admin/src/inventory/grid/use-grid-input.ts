"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { useRouter } from "next/navigation";
import type { FocusEvent, KeyboardEvent, MouseEvent } from "react";
import { useToast } from "../../parts/feedback/toast.tsx";
import type { StockEditor } from "../editor/use-stock-editor.ts";
import { useReadOnlyReason } from "../read-only-notice.tsx";
import { COLUMNS, type Column, type Command, commandOf } from "./grid-keys.ts";
import { clamp, type Here, type useActiveCell } from "./use-active-cell.ts";
import type { useCellEditor } from "./use-cell-editor.ts";

/** Rows that PgUp and PgDn pass over. */
const SCREEN_ROWS = 15;

type InputSetup = {
  rows: readonly StockListRow[];
  desk: StockEditor;
  mayAdjust: boolean;
  place: ReturnType<typeof useActiveCell>;
  typing: ReturnType<typeof useCellEditor>;
  drawer: string | undefined;
  onDrawer: (sku: string | undefined) => void;
};

/** What keys and presses do in the grid. */
export function useGridInput(setup: InputSetup) {
  const { rows, place, typing, drawer, onDrawer } = setup;
  const router = useRouter();
  const say = useToast();
  const lookOnlyWords = useReadOnlyReason();
  const refuse = () => say(lookOnlyWords, "warn");

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const here = cellAt(event.target);
    if (!here || typing.typing || event.altKey) return;
    if (event.key === "Escape" && drawer !== undefined) return onDrawer(undefined);
    const row = rows.findIndex((one) => one.sku === here.sku);
    const press = { key: event.key, meta: event.metaKey || event.ctrlKey };
    const command = commandOf(
      press,
      { row, column: here.column },
      { rows: rows.length, screen: SCREEN_ROWS },
    );
    if (!command) return;
    event.preventDefault();
    obey(command, here, setup, { open: (href) => router.push(href), refuse });
  };

  const onPress = (event: MouseEvent<HTMLTableElement>) => {
    const target = event.target instanceof Element ? event.target : null;
    const cell = target?.closest<HTMLElement>("td[data-column]");
    const sku = cell?.closest<HTMLElement>("tr")?.dataset.sku;
    const column = cell?.dataset.column as Column | undefined;
    if (sku === undefined || column === undefined || target?.closest("input, button")) return;
    // A finger has no double click: one tap on the framed figure opens it. A narrow screen has no room beside the list.
    const finger = matchMedia("(pointer: coarse), (max-width: 640px)").matches;
    if (target?.closest("a")) {
      if (column === "sku" && !finger && isPlain(event)) {
        event.preventDefault();
        place.focus({ sku, column });
        onDrawer(sku);
      }
      return;
    }
    place.setHere({ sku, column });
    if (column === "on" && (event.detail > 1 || finger)) typing.begin(sku);
  };

  // The focus can come by other ways than keys and presses: a screen reader, Tab, a script.
  const onFocus = (event: FocusEvent<HTMLTableElement>) => {
    const at = cellAt(event.target);
    if (at) place.setHere(at);
  };

  return { onKeyDown, onPress, onFocus };
}

/** The cell that is the target itself, not one around a link or a field. */
function cellAt(target: EventTarget | null): Here | undefined {
  if (!(target instanceof HTMLElement) || !target.matches("td[data-column]")) return undefined;
  const sku = target.closest<HTMLElement>("tr")?.dataset.sku;
  const column = COLUMNS.find((one) => one === target.dataset.column);
  return sku === undefined || column === undefined ? undefined : { sku, column };
}

type Ways = { open: (href: string) => void; refuse: () => void };

function obey(command: Command, here: Here, setup: InputSetup, { open, refuse }: Ways): void {
  const { rows, desk, mayAdjust, place, typing, drawer, onDrawer } = setup;
  const row = rows.find((one) => one.sku === here.sku);
  if (!row) return;
  const writes = command.does === "type" || command.does === "adjust";
  if (writes && !mayAdjust) {
    refuse();
    return;
  }
  switch (command.does) {
    case "go": {
      const to = rows[command.to.row];
      if (to) place.focus({ sku: to.sku, column: command.to.column });
      break;
    }
    case "type":
      typing.begin(here.sku, command.start);
      break;
    case "adjust":
      desk.open({ is: "adjust", row, delta: command.by });
      break;
    case "open":
      open(hrefOf(row, here.column));
      break;
    case "history":
      open(`/inventory/${row.sku}`);
      break;
    case "drawer":
      onDrawer(drawer === row.sku ? undefined : row.sku);
      break;
    case "walk": {
      const next = rows[clamp(rows.indexOf(row) + command.by, rows.length)];
      if (drawer === undefined || !next) break;
      place.focus({ sku: next.sku, column: here.column });
      onDrawer(next.sku);
      break;
    }
    case "copy":
      void navigator.clipboard?.writeText(cellText(row, here.column));
  }
}

/** A press that means "here", not "in another tab". */
function isPlain(event: MouseEvent): boolean {
  return !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

function hrefOf(row: StockListRow, column: Column): string {
  const order = row.lastMovement?.orderId;
  return column === "last" && order ? `/orders/${order}` : `/inventory/${row.sku}`;
}

function cellText(row: StockListRow, column: Column): string {
  const texts: Readonly<Record<Column, string>> = {
    sku: row.sku,
    name: [row.product.title, ...Object.values(row.product.options)].join(", "),
    on: String(row.onHand),
    held: String(row.reserved),
    av: String(row.available),
    low: String(row.lowStockAt),
    last: row.lastMovement?.at.toISOString() ?? "",
  };
  return texts[column];
}
