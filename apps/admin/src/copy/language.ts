/** The language of these words, the locales by which numbers and dates are written in it, and its quotation marks. */
export const language = {
  html: "en",
  numbers: "en-IE",
  dates: "en-GB",
  quotes: { before: "“", after: "”" },
} as const;
