import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { TextField } from "../../parts/forms/field.tsx";

/** The refund that a dialog makes, and the card it goes to. */
export function RefundSummary({ order, amountMinor }: { order: OrderView; amountMinor: number }) {
  return (
    <span className="note">
      <span className="quiet">Goes back</span> <b>{formatMoney(amountMinor)}</b>{" "}
      <span className="quiet">to card {order.payment?.cardLast4}</span>
    </span>
  );
}

/** The field for a note that the order's timeline keeps. */
export function NoteField({ note, onNote }: { note: string; onNote: (note: string) => void }) {
  return (
    <TextField
      label="Note"
      optional
      maxLength={400}
      autoComplete="off"
      placeholder="Why, for whoever looks later"
      value={note}
      onChange={(event) => onNote(event.target.value)}
    />
  );
}
