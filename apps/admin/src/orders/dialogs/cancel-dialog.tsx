"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { useState } from "react";
import { orderDialogsCopy } from "../../copy/orders/dialogs.ts";
import { ConfirmDialog } from "../../parts/overlays/confirm-dialog.tsx";
import { useTRPCClient } from "../../trpc/client.tsx";
import { pieceCount } from "../order-facts.ts";
import { NoteField, RefundSummary } from "./dialog-fields.tsx";
import { LinePicker } from "./line-picker.tsx";
import { type LineSelection, selectedCount, selectionValueMinor, toItems } from "./line-selection.ts";
import { useOrderMutation } from "./use-order-mutation.ts";

const { cancel: copy } = orderDialogsCopy;

/** Cancels an order or a part of it, after showing how many pieces and how much money go back. */
export function CancelDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const { cancel, busy, trouble } = useCancel(order, onClose);
  const lines = order.lines.map((line) => ({ line, most: line.quantity })).filter(({ most }) => most > 0);
  const [selection, setSelection] = useState<LineSelection>(() =>
    Object.fromEntries(lines.map(({ line, most }) => [line.sku, most])),
  );
  const [note, setNote] = useState("");
  const count = selectedCount(selection);
  const isAll = count === pieceCount(order);
  const back = refundOf(order, selection, isAll);
  return (
    <ConfirmDialog
      title={copy.title(order.number, isAll)}
      lead={order.payment ? copy.paid : copy.unpaid}
      wide={pieceCount(order) > 1}
      words={{
        keep: copy.keep,
        confirm: copy.submit(count, back),
        confirming: copy.submitting,
        isConfirming: copy.isSubmitting,
      }}
      busy={busy}
      refused={count === 0 ? orderDialogsCopy.chooseOne : undefined}
      trouble={trouble}
      note={back > 0 && <RefundSummary order={order} amountMinor={back} />}
      onConfirm={() => void cancel(selection, isAll, note.trim())}
      onClose={onClose}
    >
      {pieceCount(order) > 1 && <LinePicker lines={lines} selection={selection} onSelect={setSelection} />}
      <NoteField note={note} onNote={setNote} />
    </ConfirmDialog>
  );
}

/** The refund in minor units: all that is left of the payment, or for a part the price of its pieces without delivery. */
function refundOf(order: OrderView, selection: LineSelection, isAll: boolean): number {
  if (order.payment === null) return 0;
  return isAll
    ? order.payment.amountMinor - order.payment.refundedMinor
    : selectionValueMinor(order.lines, selection);
}

function useCancel(order: OrderView, onClose: () => void) {
  const api = useTRPCClient();
  const { send, busy, trouble } = useOrderMutation(order, onClose);
  const cancel = (selection: LineSelection, isAll: boolean, note: string) => {
    const said = { id: order.id, ...(note === "" ? {} : { note }) };
    const lines = toItems(selection);
    return isAll
      ? send([said], (context) => api.orders.cancel.mutate(said, { context }), copy.done(order.number))
      : send(
          [said, lines],
          (context) => api.orders.cancelLines.mutate({ ...said, lines }, { context }),
          copy.doneInPart(selectedCount(selection), order.number),
        );
  };
  return { cancel, busy, trouble };
}
