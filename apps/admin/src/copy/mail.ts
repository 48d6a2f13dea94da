import type { MailState } from "@scarlet/domain/mail";
import { errorsCopy } from "./errors.ts";

const STATES: Readonly<Record<MailState, string>> = {
  kept: "Written",
  waiting: "Waiting",
  sent: "Sent",
  failed: "Failed",
};

const TRIES = new Intl.PluralRules("en");

/** The words of the page "Mail outbox". */
export const mailCopy = {
  notForThisRole: "Mail is not for your role.",
  rolesThatMay: (roles: string, yourRole: string) =>
    `Mails tell who bought what. They are for ${roles}; your role is ${yourRole}.`,
  state: (state: MailState) => STATES[state],
  tabs: "Mails by state",
  all: "All",
  none: "No mail yet.",
  noneWhy: "The first one appears here as soon as somebody with an address holds a thing.",
  noneOf: (state: MailState) =>
    state === "failed"
      ? "No mail has failed."
      : state === "waiting"
        ? "No mail waits."
        : "No mail was sent yet.",
  noneOfWhy: (state: MailState) =>
    state === "sent"
      ? "Mails are sent once the shop has a mail server (MAIL_URL). Until then they are written and kept."
      : "All that was to be sent has gone out, or is kept because the shop has no mail server.",
  newer: "Newer mail",
  older: "Older mail",
  table: "Mail",
  columns: { state: "State", mail: "Mail", to: "To", tries: "Tries", when: "Written", todo: "What to do" },
  tries: (count: number) => `${count} ${TRIES.select(count) === "one" ? "try" : "tries"}`,
  /** Before a time. */
  nextAt: "again ",
  tryAgain: errorsCopy.tryAgain,
  trying: errorsCopy.trying,
  retried: (subject: string) => `"${subject}" goes out with the next ones.`,
  noAnswer: `${errorsCopy.noAnswer} Press again: a mail that waits is not sent twice.`,
} as const;
