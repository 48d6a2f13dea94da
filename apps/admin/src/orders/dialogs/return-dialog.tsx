"use client";

import { type OrderView, returnWorthMinor } from "@scarlet/domain/orders";
import { useState } from "react";
import { orderDialogsCopy } from "../../copy/orders/dialogs.ts";
import { ConfirmDialog } from "../../parts/overlays/confirm-dialog.tsx";
import { useTRPCClient } from "../../trpc/client.tsx";
import { NoteField, RefundSummary } from "./dialog-fields.tsx";
import { LinePicker } from "./line-picker.tsx";
import { type LineSelection, selectedCount, selectionValueMinor, toItems } from "./line-selection.ts";
import { useOrderMutation } from "./use-order-mutation.ts";

const { takeBack: copy } = orderDialogsCopy;

/** Takes back pieces that were sent: which ones, whether they go back in stock, and the refund for them. */
export function ReturnDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const { takeBack, busy, trouble } = useTakeBack(order, onClose);
  const lines = order.lines
    .map((line) => ({ line, most: line.quantity - line.returned }))
    .filter(({ most }) => most > 0);
  const [first] = lines;
  const [selection, setSelection] = useState<LineSelection>(first ? { [first.line.sku]: 1 } : {});
  const [restock, setRestock] = useState(true);
  const [note, setNote] = useState("");
  const count = selectedCount(selection);
  const back = returnWorthMinor(order, toItems(selection));
  const deliveryBack = back - selectionValueMinor(order.lines, selection);
  return (
    <ConfirmDialog
      title={copy.title(order.number)}
      lead={copy.lead}
      wide
      words={{
        keep: copy.leave,
        confirm: copy.submit(count, back),
        confirming: copy.submitting,
        isConfirming: copy.isSubmitting,
      }}
      busy={busy}
      refused={count === 0 ? orderDialogsCopy.chooseOne : undefined}
      trouble={trouble}
      note={<RefundSummary order={order} amountMinor={back} />}
      onConfirm={() => void takeBack({ lines: toItems(selection), restock, note: note.trim() })}
      onClose={onClose}
    >
      <LinePicker lines={lines} selection={selection} onSelect={setSelection} />
      {deliveryBack > 0 && <p className="quiet">{copy.deliveryBack(deliveryBack)}</p>}
      <Restock count={count} checked={restock} onChange={setRestock} />
      <NoteField note={note} onNote={setNote} />
    </ConfirmDialog>
  );
}

function Restock(props: { count: number; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="checkbox">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        <b>{copy.restock(props.count)}</b>
        <span className="quiet">{copy.restockHint}</span>
      </span>
    </label>
  );
}

type ReturnInput = { lines: { sku: string; quantity: number }[]; restock: boolean; note: string };

function useTakeBack(order: OrderView, onDone: () => void) {
  const api = useTRPCClient();
  const { send, busy, trouble } = useOrderMutation(order, onDone);
  const takeBack = ({ note, ...returned }: ReturnInput) => {
    const input = { id: order.id, ...returned, ...(note === "" ? {} : { note }) };
    const count = returned.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return send(
      input,
      (context) => api.orders.takeBack.mutate(input, { context }),
      copy.done(count, order.number),
    );
  };
  return { takeBack, busy, trouble };
}
