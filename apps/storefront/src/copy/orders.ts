import type { OrderView } from "@scarlet/domain/orders";
import type { Message } from "./message.ts";
import { counted } from "./plural.ts";

const BACK_ON_SHELF = "The things are back on the shelf.";

/** An order: its page, its headline by status, its lines, and the dialog that cancels it. What happened: `timeline.ts`. */
export const ordersCopy = {
  /** The order's name; the number follows. */
  order: "Order ",
  named: (number: string) => `Order ${number}`,
  statuses: {
    pending: "Held",
    paid: "Paid",
    fulfilled: "Sent",
    cancelled: "Cancelled",
    expired: "Expired",
  } satisfies Record<OrderView["status"], string>,
  held: {
    title: "Held for you.",
    text: "Nobody else can buy these. They are yours once you have paid.",
  } satisfies Message,
  /** `email`: where a receipt goes, when it is known. */
  paid: (email: string | null): Message => ({
    title: "Thank you. It is yours.",
    text: `We have your payment and the things are off the shelf.${
      email === null ? "" : ` A receipt is on its way to ${email}.`
    }`,
  }),
  sent: {
    title: "It is on its way to you.",
    text: "We packed your things and gave them to the carrier.",
  } satisfies Message,
  /** `back`: the money that goes back; undefined when there is none. */
  cancelled: (back: string | undefined): Message => ({
    title: "Order cancelled.",
    text:
      back === undefined
        ? `${BACK_ON_SHELF} You have not been charged.`
        : `The things are back on the shelf and ${back} is on its way back to your card. Banks take two to five days.`,
  }),
  /** `back`: the money that came too late; undefined when there was none. */
  expired: (back: string | undefined): Message => ({
    title: "Your hold has ended.",
    text:
      back === undefined
        ? `You have not been charged. ${BACK_ON_SHELF}`
        : `Your payment came after the hold had ended. We have sent the ${back} back.`,
  }),
  pieces: (count: number) => counted(count, "piece"),
  piecesCancelled: (count: number) => `${count} cancelled`,
  piecesReturned: (count: number) => `${count} came back`,
  goToPayment: "Go on to payment",
  printReceipt: "Print receipt",
  cancelOrder: "Cancel the order",
  cancel: {
    title: (number: string) => `Cancel order ${number}?`,
    /** `back`: the money that goes back; undefined when none was paid. */
    lead: (pieces: number, back: string | undefined) => {
      const things =
        pieces === 1
          ? "It goes back on the shelf at once, and others can buy it."
          : `All ${counted(pieces, "thing")} go back on the shelf at once, and others can buy them.`;
      return back === undefined ? things : `${things} ${back} goes back to your card.`;
    },
    keep: "Keep the order",
    giveBack: "Cancel and give back",
    refund: "Cancel and refund",
    failed: "Not cancelled.",
    unanswered: "The shop did not answer. Press again: nothing is done twice.",
  },
} as const;
