import type { Message } from "./message.ts";

const NO_ANSWER = "The shop did not answer.";
const NOT_CHARGED = "You have not been charged.";

/** What several rooms say when the shop refuses, runs short or does not answer. */
export const answersCopy = {
  noAnswer: NO_ANSWER,
  noAnswerTryAgain: `${NO_ANSWER} Try again in a moment.`,
  notCharged: NOT_CHARGED,
  nothingHeld: "Nothing was held.",
  /** Holding was asked for, and nobody knows whether it was done. */
  holdUnanswered: {
    title: NO_ANSWER,
    text: `${NOT_CHARGED} Press again: the same things are never held twice.`,
  } satisfies Message,
  lastOneGone: "Someone just bought the last one.",
  somebodyQuicker: "Somebody was quicker.",
  /** "Only 2 of the Clearing Lamp are left." */
  onlyLeftOf: (title: string, left: number) =>
    `Only ${left} of the ${title} ${left === 1 ? "is" : "are"} left.`,
} as const;
