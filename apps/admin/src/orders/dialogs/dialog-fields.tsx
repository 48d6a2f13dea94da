import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { TextField } from "../../parts/forms/field.tsx";

/** What a dialog sends back, and to which card. */
export function RefundSummary({ order, amountMinor }: { order: OrderView; amountMinor: number }) {
  return (
    <span className="note">
      <span className="quiet">Goes back</span> <b>{formatMoney(amountMinor)}</b>{" "}
      <span className="quiet">to card {order.payment?.cardLast4}</span>
    </span>
  );
}

/** Why somebody moved money and stock, kept in the timeline of the order. */
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
