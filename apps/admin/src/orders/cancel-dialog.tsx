"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { useToast } from "../parts/toast.tsx";
import { useTRPC, useTRPCClient } from "../trpc/client.tsx";
import { newIdempotencyKey } from "../trpc/idempotency.ts";
import { refusalOf } from "../trpc/refusal.ts";
import { counted } from "../words/figures.ts";
import { cancelButtonWords, pieces } from "./order-words.ts";

const UNKNOWN = "It carries a key, so trying again cannot do it twice.";

/** Asks before an order is cancelled: it names what goes back, pieces and money, and cannot be undone. */
export function CancelDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const { cancel, busy, trouble } = useCancel(order, onClose);
  const [note, setNote] = useState("");
  const back = order.payment ? order.payment.amountMinor - order.payment.refundedMinor : 0;
  const count = counted(pieces(order), "piece");
  return (
    <Dialog
      title={`Cancel ${order.number}?`}
      lead={
        back > 0
          ? `Paid, not yet sent. ${count} go back on the shelf and the money goes back to the card.`
          : `Held, not yet paid. ${count} can be bought by others at once.`
      }
      alert
      busy={busy}
      onClose={onClose}
      foot={
        <>
          {back > 0 && (
            <span className="note">
              <span className="quiet">Goes back</span> <b>{formatMoney(back)}</b>{" "}
              <span className="quiet">to card {order.payment?.cardLast4}</span>
            </span>
          )}
          <Button data-first-focus refused={busy ? "It is being cancelled." : undefined} onClick={onClose}>
            Keep the order
          </Button>
          <Button
            kind="dangerFull"
            busy={busy ? "Cancelling" : undefined}
            onClick={() => void cancel(note.trim())}
          >
            {cancelButtonWords(order)}
          </Button>
        </>
      }
    >
      {trouble !== undefined && (
        <Notice tone="danger" head={trouble.head}>
          {trouble.means}
        </Notice>
      )}
      <TextField
        label="Note"
        optional
        maxLength={500}
        autoComplete="off"
        placeholder="Why, for whoever looks later"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  );
}

function useCancel(order: OrderView, onClose: () => void) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const queries = useQueryClient();
  const say = useToast();
  const key = useRef(newIdempotencyKey());
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ head: string; means: string }>();
  const cancel = async (note: string) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const input = { id: order.id, ...(note === "" ? {} : { note }) };
      const cancelled = await api.orders.cancel.mutate(input, { context: { idempotencyKey: key.current } });
      queries.setQueryData(trpc.orders.get.queryKey({ id: order.id }), cancelled);
      say(`${order.number} is cancelled.`);
      onClose();
    } catch (error) {
      const refusal = refusalOf(error);
      setTrouble(
        refusal
          ? { head: refusal.sentence, means: "The order and the stock are as before." }
          : { head: "We do not know yet whether this was done.", means: UNKNOWN },
      );
    } finally {
      setBusy(false);
      void queries.invalidateQueries(trpc.orders.pathFilter());
      void queries.invalidateQueries(trpc.inventory.pathFilter());
    }
  };
  return { cancel, busy, trouble };
}
