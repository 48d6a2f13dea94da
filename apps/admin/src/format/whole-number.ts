/** Digits alone, or digits in groups of three, all parted by commas or all by spaces. No group begins a number with 0. */
const WHOLE = /^(?:\d+|[1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+))$/;

/** A whole number without a sign as somebody typed it; undefined when it is none. A decimal comma groups nothing. */
export function parseWholeNumber(text: string): number | undefined {
  const bare = text.trim();
  return WHOLE.test(bare) ? Number(bare.replaceAll(/\D/g, "")) : undefined;
}

/** Why a text is no whole number, in words that help to write one. */
export function wholeNumberError(text: string): string {
  const bare = text.trim();
  if (/\d,\d/.test(bare))
    return `“${bare}” is not a whole number: the comma may only group thousands, as in 1,000.`;
  if (/\p{Nd}/u.test(bare.replaceAll(/[0-9]/g, "")))
    return `“${bare}” is not a whole number: write it with the digits 0 to 9.`;
  return `“${bare}” is not a whole number.`;
}
