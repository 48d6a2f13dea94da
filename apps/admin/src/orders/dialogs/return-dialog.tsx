"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import { type OrderView, returnWorthMinor } from "@scarlet/domain/orders";
import { Button } from "@scarlet/ui/actions/button";
import { Dialog } from "@scarlet/ui/overlays/dialog";
import { useState } from "react";
import { Notice } from "../../parts/feedback/notice.tsx";
import { useTRPCClient } from "../../trpc/client.tsx";
import { refundButtonLabel } from "../order-copy.ts";
import { NoteField, RefundSummary } from "./dialog-fields.tsx";
import { LinePicker } from "./line-picker.tsx";
import { type LineSelection, selectedCount, selectionValueMinor, toItems } from "./line-selection.ts";
import { useOrderMutation } from "./use-order-mutation.ts";

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
    <Dialog
      title={`Take back from ${order.number}`}
      lead="Sent, and come back to us. The money goes back to the card."
      wide
      alert
      busy={busy}
      onClose={onClose}
      foot={
        <>
          <RefundSummary order={order} amountMinor={back} />
          <Button data-first-focus refused={busy ? "It is being written." : undefined} onClick={onClose}>
            Leave it
          </Button>
          <Button
            kind="danger-full"
            busy={busy ? "Taking back" : undefined}
            refused={count === 0 ? "Choose at least one piece." : undefined}
            onClick={() => void takeBack({ lines: toItems(selection), restock, note: note.trim() })}
          >
            {refundButtonLabel("Take back", count, back)}
          </Button>
        </>
      }
    >
      {trouble !== undefined && (
        <Notice tone="danger" head={trouble.head}>
          {trouble.means}
        </Notice>
      )}
      <LinePicker lines={lines} selection={selection} onSelect={setSelection} />
      {deliveryBack > 0 && (
        <p className="quiet">
          All of it comes back, so standard delivery goes back too: {formatMoney(deliveryBack)} of what goes
          back.
        </p>
      )}
      <Restock count={count} checked={restock} onChange={setRestock} />
      <NoteField note={note} onNote={setNote} />
    </Dialog>
  );
}

function Restock(props: { count: number; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        <b>Put {props.count} back in stock</b>
        <span className="quiet">Untick for broken or lost pieces.</span>
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
      `${count} of ${order.number} came back.`,
    );
  };
  return { takeBack, busy, trouble };
}
