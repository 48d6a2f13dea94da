"use client";

import { useCallback } from "react";
import { AdjustPopover } from "./adjust-popover.tsx";
import { EditProblem } from "./edit-problem.tsx";
import { SetPopover } from "./set-popover.tsx";
import type { StockEditor } from "./use-stock-editor.ts";

type EditorPopoversProps = {
  desk: StockEditor;
  /** The element a SKU's pop-overs stand at. */
  anchorOf: (sku: string) => Element | null | undefined;
  /** Called when a pop-over is gone, to take the focus back. */
  onClosed: (sku: string) => void;
  /** While somebody types, questions wait. */
  typing?: boolean;
};

/** The pop-overs of a desk: at most one at a time. */
export function EditorPopovers({ desk, anchorOf, onClosed, typing = false }: EditorPopoversProps) {
  const { layer, question } = desk;
  const sku = layer?.row.sku ?? question?.wish.sku ?? "";
  const anchor = useCallback(() => anchorOf(sku), [anchorOf, sku]);
  const close = useCallback(() => {
    desk.close();
    onClosed(sku);
  }, [desk, onClosed, sku]);
  if (layer?.is === "set") {
    return (
      <SetPopover
        key={sku}
        layer={layer}
        reason={desk.lastReason}
        anchor={anchor}
        onClose={close}
        onSet={(value, draft) => {
          // Counting on the grid: the same reason is not asked twice.
          if (layer.value !== undefined) desk.setCounting(draft.reason);
          void desk.setTo(layer.row, layer.seen, value, draft);
          close();
        }}
      />
    );
  }
  if (layer?.is === "adjust") {
    return (
      <AdjustPopover
        key={sku}
        row={layer.row}
        delta={layer.delta}
        anchor={anchor}
        onAdjust={(wish) => desk.adjustBy(layer.row, wish)}
        onClose={close}
      />
    );
  }
  if (question && !typing) {
    return (
      <EditProblem
        key={question.wish.key + String(question.again)}
        desk={desk}
        question={question}
        anchor={anchor}
        onClosed={onClosed}
      />
    );
  }
  return null;
}
