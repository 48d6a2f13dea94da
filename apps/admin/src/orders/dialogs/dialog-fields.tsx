import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { TextField } from "@scarlet/ui/forms/field";
import { formsCopy } from "../../copy/forms.ts";
import { orderDialogsCopy } from "../../copy/orders/dialogs.ts";

/** The refund that a dialog makes, and the card it goes to. */
export function RefundSummary({ order, amountMinor }: { order: OrderView; amountMinor: number }) {
  const refund = orderDialogsCopy.refund(order.payment?.cardLast4);
  return (
    <span className="note">
      <span className="quiet">{refund.before}</span> <b>{formatMoney(amountMinor)}</b>{" "}
      <span className="quiet">{refund.after}</span>
    </span>
  );
}

/** The field for a note that the order's timeline keeps. */
export function NoteField({ note, onNote }: { note: string; onNote: (note: string) => void }) {
  return (
    <TextField
      label={formsCopy.note}
      labelNote={formsCopy.optional}
      maxLength={400}
      autoComplete="off"
      placeholder={orderDialogsCopy.notePlaceholder}
      value={note}
      onChange={(event) => onNote(event.target.value)}
    />
  );
}
