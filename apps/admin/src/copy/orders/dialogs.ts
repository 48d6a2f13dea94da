import { formatMoney } from "@scarlet/domain/kernel";
import { formatNumber } from "../../format/numbers.ts";
import { errorsCopy } from "../errors.ts";

const withRefund = (verb: string, count: number, backMinor: number) =>
  backMinor > 0 ? `${verb} ${count}, refund ${formatMoney(backMinor)}` : `${verb} ${count}`;

/** The words of the dialogs that cancel an order or take pieces back. */
export const orderDialogsCopy = {
  /** Around the amount that goes back to the card. */
  refund: (cardLast4: string | null | undefined) => ({ before: "Goes back", after: `to card ${cardLast4}` }),
  notePlaceholder: "Why, for whoever looks later",
  chooseOne: "Choose at least one piece.",

  /** The outcome of the mutation is unknown, or it was refused. */
  doneOrNot: { head: errorsCopy.doneOrNot, means: errorsCopy.safeToRepeat },
  retrying: {
    head: errorsCopy.doneOrNot,
    means: "We are asking again with the same key: nothing is done twice.",
  },
  unchanged: "The order and the stock are as before.",

  cancel: {
    title: (order: string, isAll: boolean) => (isAll ? `Cancel ${order}?` : `Cancel part of ${order}`),
    paid: "Paid, not yet sent. What you cancel goes back on the shelf and the money goes back to the card.",
    unpaid: "Held, not yet paid. What you cancel can be bought by others at once.",
    keep: "Keep the order",
    submit: (count: number, backMinor: number) => withRefund("Cancel", count, backMinor),
    submitting: "Cancelling",
    isSubmitting: "It is being cancelled.",
    done: (order: string) => `${order} is cancelled.`,
    doneInPart: (count: number, order: string) => `${count} of ${order} cancelled.`,
  },

  takeBack: {
    title: (order: string) => `Take back from ${order}`,
    lead: "Sent, and come back to us. The money goes back to the card.",
    leave: "Leave it",
    submit: (count: number, backMinor: number) => withRefund("Take back", count, backMinor),
    submitting: "Taking back",
    isSubmitting: "It is being written.",
    deliveryBack: (backMinor: number) =>
      `All of it comes back, so standard delivery goes back too: ${formatMoney(backMinor)} of what goes back.`,
    restock: (count: number) => `Put ${count} back in stock`,
    restockHint: "Untick for broken or lost pieces.",
    done: (count: number, order: string) => `${count} of ${order} came back.`,
  },

  /** How many pieces of a line are chosen. */
  line: {
    quantity: (name: string) => `How many, ${name}`,
    oneLess: (name: string) => `One less, ${name}`,
    oneMore: (name: string) => `One more, ${name}`,
    ofMost: (most: number) => `of ${formatNumber(most)}`,
    tooMany: (most: number) => `There ${most === 1 ? "is only 1" : `are only ${formatNumber(most)}`}.`,
  },
} as const;
