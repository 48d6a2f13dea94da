import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import type { StatusTone } from "@scarlet/ui/feedback/status-tag";
import { counted } from "../format/plural.ts";

type Lines = { readonly lines: readonly { readonly quantity: number }[] };
type Named = Pick<OrderView, "status" | "payment" | "email">;

/** Pieces of an order, all lines together. */
export function piecesOf(order: Lines): number {
  return order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** A line's pieces: those the order stands for, and what became of the others. */
export function pieceWords(line: Pick<OrderView["lines"][number], "quantity" | "cancelled" | "returned">) {
  return [
    line.quantity > 0 && counted(line.quantity, "piece"),
    line.cancelled > 0 && `${line.cancelled} cancelled`,
    line.returned > 0 && `${line.returned} came back`,
  ].filter((words) => words !== false);
}

/** What people read for a status. */
export const STATUS_LABELS: Readonly<
  Record<OrderView["status"], { readonly word: string; readonly tone: StatusTone }>
> = {
  pending: { word: "Held", tone: "warn" },
  paid: { word: "Paid", tone: "ok" },
  fulfilled: { word: "Sent", tone: "plain" },
  cancelled: { word: "Cancelled", tone: "danger" },
  expired: { word: "Expired", tone: "danger" },
};

/** The order's headline: the fact, then what it means. */
export function headline(order: Named): { readonly title: string; readonly text: string } {
  const back = order.payment?.refundedMinor ?? 0;
  switch (order.status) {
    case "pending":
      return {
        title: "Held for you.",
        text: "Nobody else can buy these. They are yours once you have paid.",
      };
    case "paid":
      return {
        title: "Thank you. It is yours.",
        text: `We have your payment and the things are off the shelf.${
          order.email === null ? "" : ` A receipt is on its way to ${order.email}.`
        }`,
      };
    case "fulfilled":
      return {
        title: "It is on its way to you.",
        text: "We packed your things and gave them to the carrier.",
      };
    case "cancelled":
      return {
        title: "Order cancelled.",
        text:
          back > 0
            ? `The things are back on the shelf and ${formatMoney(back)} is on its way back to your card. Banks take two to five days.`
            : "The things are back on the shelf. You have not been charged.",
      };
    case "expired":
      return {
        title: "Your hold has ended.",
        text:
          back > 0
            ? `Your payment came after the hold had ended. We have sent the ${formatMoney(back)} back.`
            : "You have not been charged. The things are back on the shelf.",
      };
  }
}

/** What the cancel dialog says before it is done. */
export function cancelWords(order: Lines & Pick<OrderView, "payment">): string {
  const count = piecesOf(order);
  const things =
    count === 1
      ? "It goes back on the shelf at once, and others can buy it."
      : `All ${counted(count, "thing")} go back on the shelf at once, and others can buy them.`;
  const back = order.payment ? order.payment.amountMinor - order.payment.refundedMinor : 0;
  return back > 0 ? `${things} ${formatMoney(back)} goes back to your card.` : things;
}
