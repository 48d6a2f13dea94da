const NO_ANSWER = "The API did not answer.";
const NOTHING_LOST = "Nothing you did was lost.";
const SAFE_TO_REPEAT = "It carries a key, so trying again cannot do it twice.";
const WRITTEN_OR_NOT = "We do not know yet whether this was written.";

/** What is said when the API did not answer, when nobody knows whether it did as asked, and around old figures. */
export const errorsCopy = {
  noAnswer: NO_ANSWER,
  nothingLost: NOTHING_LOST,
  noAnswerNothingLost: `${NO_ANSWER} ${NOTHING_LOST}`,
  noAnswerRetryHarmless: `${NO_ANSWER} Trying again does no harm.`,
  noAnswerFiguresOld: "The API did not answer; these figures may be old.",

  /** The outcome of a write is unknown: the head, and why trying again is safe. */
  writtenOrNot: WRITTEN_OR_NOT,
  doneOrNot: "We do not know yet whether this was done.",
  safeToRepeat: SAFE_TO_REPEAT,
  writtenOrNotSafeToRepeat: `${WRITTEN_OR_NOT} ${SAFE_TO_REPEAT}`,

  tryNow: "Try now",
  tryAgain: "Try again",
  trying: "Trying",

  listNotLoaded: "The list did not come.",
  /** Around the time at which the figures were read. */
  figuresFrom: { before: "These figures are from ", after: " and may be old." },

  noConnection: "No connection.",
  offlineStockWaits: "No connection. Changing stock waits until we are back.",
  offlineMayLook: "You can look and copy; changing stock waits until we are back.",

  pageUnavailable: "Not available",
  pageNotLoaded: "The page did not come.",
  askedTooOften: (wait: string) =>
    `More was asked from this address than the API answers at once. Nothing you did was lost; try again in ${wait}.`,

  notFound: "Not found",
  noSuchPage: "There is no such page.",
  noSuchPageWhy: "The address may be mistyped, or the thing it named is gone.",
  goToInventory: "Go to the inventory",
} as const;
