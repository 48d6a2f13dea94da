"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { useCallback, useMemo } from "react";
import { useNewestRows } from "../rows/stock-row-store-context.tsx";
import { AdjustPopover } from "./adjust-popover.tsx";
import { SetPopover } from "./set-popover.tsx";
import { UnresolvedEditPopover } from "./unresolved-edit-popover.tsx";
import type { StockEditor } from "./use-stock-editor.ts";

type EditorPopoversProps = {
  editor: StockEditor;
  /** The element that the popovers of a SKU are placed at. */
  anchorOf: (sku: string) => Element | null | undefined;
  /** Called after a popover was closed, to give the focus back. */
  onClosed: (sku: string) => void;
  /** Whether a cell is being edited: unresolved edits wait until it is saved or cancelled. */
  isCellOpen?: boolean;
};

const NO_ROWS: readonly StockListRow[] = [];

/** The popover of a stock editor that is open, at most one at a time: set, adjust, or an unresolved edit. */
export function EditorPopovers({ editor, anchorOf, onClosed, isCellOpen = false }: EditorPopoversProps) {
  const { popover: opened, unresolved } = editor;
  // Its row may change while it is open: what it says of the row must be true until it is saved.
  const [row] = useNewestRows(useMemo(() => (opened ? [opened.row] : NO_ROWS), [opened]));
  const popover = opened && row && { ...opened, row };
  const sku = row?.sku ?? unresolved?.edit.sku ?? "";
  const anchor = useCallback(() => anchorOf(sku), [anchorOf, sku]);
  const close = useCallback(() => {
    editor.close();
    onClosed(sku);
  }, [editor, onClosed, sku]);
  if (popover?.kind === "set") {
    return (
      <SetPopover
        key={sku}
        popover={popover}
        initialReason={editor.lastReason}
        anchor={anchor}
        onClose={close}
        onSet={(value, why) => {
          // The value was typed into the grid: while counting, the same reason is not asked for again.
          if (popover.value !== undefined) editor.setStickyReason(why.reason);
          void editor.setOnHand(popover.row, popover.seen, value, why);
          close();
        }}
      />
    );
  }
  if (popover?.kind === "adjust") {
    return (
      <AdjustPopover
        key={sku}
        row={popover.row}
        initialDelta={popover.delta}
        anchor={anchor}
        onAdjust={(draft) => editor.adjust(popover.row, draft)}
        onClose={close}
      />
    );
  }
  if (unresolved && !isCellOpen) {
    return (
      <UnresolvedEditPopover
        key={unresolved.edit.idempotencyKey + String(unresolved.isRepeated)}
        editor={editor}
        unresolved={unresolved}
        anchor={anchor}
        onClosed={onClosed}
      />
    );
  }
  return null;
}
