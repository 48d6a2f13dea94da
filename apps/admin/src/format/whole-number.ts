import { formsCopy } from "../copy/forms.ts";

/** Digits, or digits in groups of three, all separated by commas or all by spaces. A grouped number begins with no 0. */
const WHOLE_NUMBER = /^(?:\d+|[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+))$/;

/** Parses a typed whole number without a sign; undefined when it is none, such as "1,5" with a decimal comma. */
export function parseWholeNumber(text: string): number | undefined {
  const bare = text.trim();
  return WHOLE_NUMBER.test(bare) ? Number(bare.replaceAll(/\D/g, "")) : undefined;
}

/** The error message for a text that is not a whole number, with a hint how to write one. */
export function wholeNumberError(text: string): string {
  const bare = text.trim();
  if (/\d,\d/.test(bare)) return formsCopy.notWholeComma(bare);
  if (/\p{Nd}/u.test(bare.replaceAll(/[0-9]/g, ""))) return formsCopy.notWholeDigits(bare);
  return formsCopy.notWhole(bare);
}
