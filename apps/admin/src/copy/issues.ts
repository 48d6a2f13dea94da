import type { IssueKind } from "@scarlet/domain/orders";
import { errorsCopy } from "./errors.ts";

/** What happened and what to do about it. */
type KindCopy = { readonly head: string; readonly todo: string };

const KINDS: Readonly<Record<IssueKind, KindCopy>> = {
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

/** The words of the page "Issues". */
export const issuesCopy = {
  kind: (kind: IssueKind): KindCopy => KINDS[kind],

  tabs: "Issues",
  open: "Open",
  done: "Done",
  table: "Issues",
  columns: {
    what: "What happened",
    order: "Order",
    since: "Since",
    amount: "Amount",
    todo: "What to do",
  },
  /** Before a date. */
  answerBy: "Answer by ",
  openOrder: "Open the order",
  doneBy: (name: string | undefined) => `Done by ${name ?? "the shop"}`,
  notForThisRole: "For support and admins",

  tryAgain: errorsCopy.tryAgain,
  trying: errorsCopy.trying,
  markAsDone: "Mark as done",
  writing: "Writing",
  retried: (order: string) => `${order}: done.`,
  stillOpen: (order: string) => `${order}: not done yet. The shop goes on trying.`,
  closed: (order: string) => `${order}: marked as done.`,
  noAnswer: `${errorsCopy.noAnswer} Press again: nothing is sent back or mailed twice.`,

  newer: "Newer issues",
  older: "Older issues",
  noneOpen: "Nothing needs you.",
  noneOpenWhy: "Refunds that fail, disputes, and payments or mails that the shop gave up appear here.",
  noneDone: "Nothing was done yet.",
  noneDoneWhy: "What is settled stays here, with who settled it.",
} as const;
