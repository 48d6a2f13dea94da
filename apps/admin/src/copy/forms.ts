/** The words that several forms share: fields, and what is wrong with a number that was typed. */
export const formsCopy = {
  note: "Note",
  /** Beside the label of a field that may stay empty. */
  optional: "optional",
  oneLess: "One less",
  oneMore: "One more",

  notWhole: (text: string) => `“${text}” is not a whole number.`,
  /** A comma that may be meant as a decimal comma. */
  notWholeComma: (text: string) =>
    `“${text}” is not a whole number: the comma may only group thousands, as in 1,000.`,
  /** Digits of another script. */
  notWholeDigits: (text: string) => `“${text}” is not a whole number: write it with the digits 0 to 9.`,
} as const;
