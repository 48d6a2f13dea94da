"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { useState } from "react";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { useTRPCClient } from "../trpc/client.tsx";
import { type Chosen, countOf, itemsOf, worthOf } from "./chosen-lines.ts";
import { LineChoice } from "./line-choice.tsx";
import { MoneyBack, NoteField } from "./money-dialog.tsx";
import { moneyButtonWords, pieces } from "./order-words.ts";
import { useOrderWrite } from "./use-order-write.ts";

/** Asks before an order, or a part of it, is cancelled: it names what goes back, pieces and money. */
export function CancelDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const { cancel, busy, trouble } = useCancel(order, onClose);
  const lines = order.lines.map((line) => ({ line, most: line.quantity })).filter(({ most }) => most > 0);
  const [chosen, setChosen] = useState<Chosen>(() =>
    Object.fromEntries(lines.map(({ line, most }) => [line.sku, most])),
  );
  const [note, setNote] = useState("");
  const count = countOf(chosen);
  const isAll = count === pieces(order);
  const back = refundOf(order, chosen, isAll);
  return (
    <Dialog
      title={isAll ? `Cancel ${order.number}?` : `Cancel part of ${order.number}`}
      lead={
        order.payment
          ? "Paid, not yet sent. What you cancel goes back on the shelf and the money goes back to the card."
          : "Held, not yet paid. What you cancel can be bought by others at once."
      }
      wide={pieces(order) > 1}
      alert
      busy={busy}
      onClose={onClose}
      foot={
        <>
          {back > 0 && <MoneyBack order={order} amountMinor={back} />}
          <Button data-first-focus refused={busy ? "It is being cancelled." : undefined} onClick={onClose}>
            Keep the order
          </Button>
          <Button
            kind="dangerFull"
            busy={busy ? "Cancelling" : undefined}
            refused={count === 0 ? "Choose at least one piece." : undefined}
            onClick={() => void cancel(chosen, isAll, note.trim())}
          >
            {moneyButtonWords("Cancel", count, back)}
          </Button>
        </>
      }
    >
      {trouble !== undefined && (
        <Notice tone="danger" head={trouble.head}>
          {trouble.means}
        </Notice>
      )}
      {pieces(order) > 1 && <LineChoice lines={lines} chosen={chosen} onChoose={setChosen} />}
      <NoteField note={note} onNote={setNote} />
    </Dialog>
  );
}

/** What goes back to the card: all that is left of the payment, or the worth of the pieces, whose delivery stays paid. */
function refundOf(order: OrderView, chosen: Chosen, isAll: boolean): number {
  if (order.payment === null) return 0;
  return isAll ? order.payment.amountMinor - order.payment.refundedMinor : worthOf(order.lines, chosen);
}

function useCancel(order: OrderView, onClose: () => void) {
  const api = useTRPCClient();
  const { send, busy, trouble } = useOrderWrite(order, onClose);
  const cancel = (chosen: Chosen, isAll: boolean, note: string) => {
    const said = { id: order.id, ...(note === "" ? {} : { note }) };
    const lines = itemsOf(chosen);
    return isAll
      ? send(
          [said],
          (context) => api.orders.cancel.mutate(said, { context }),
          `${order.number} is cancelled.`,
        )
      : send(
          [said, lines],
          (context) => api.orders.cancelLines.mutate({ ...said, lines }, { context }),
          `${countOf(chosen)} of ${order.number} cancelled.`,
        );
  };
  return { cancel, busy, trouble };
}
