import type { IssueKind } from "@scarlet/domain/orders";

/** What happened and what to do about it, by the kind of issue. */
export const ISSUE_COPY: Readonly<Record<IssueKind, { readonly head: string; readonly todo: string }>> = {
  refund_failed: {
    head: "The refund did not arrive.",
    todo: "Try it again. If the card is closed, pay the buyer another way, then mark this as done.",
  },
  refunded_elsewhere: {
    head: "Money went back at the payment service.",
    todo: "If the things are not kept, cancel the order or take them back: this money does not go back twice.",
  },
  dispute: {
    head: "The buyer's bank disputes the payment.",
    todo: "Answer at the payment service. Until it is decided, send neither the things nor the money.",
  },
  payment_stuck: {
    head: "A payment could not be settled.",
    todo: "Try it again: nothing is charged or sent back twice.",
  },
  mail_stuck: {
    head: "The mails of this order were not sent.",
    todo: "Check the address and the mail server, then try again.",
  },
};
