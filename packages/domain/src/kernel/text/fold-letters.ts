/** What people type for letters that have no decomposition in Unicode, as pairs. */
const SPECIAL_LETTER_PAIRS = `
  ß ss æ ae œ oe ø o đ d ð d þ th ł l ħ h ı i ĸ k ŋ n ŧ t ƀ b ɓ b ƃ b ƈ c ȼ c ɖ d ɗ d ƌ d ǝ e ə e ɛ e ɇ e ƒ f ɠ g ǥ g
  ɣ g ɨ i ɩ i ɉ j ƙ k ƚ l ɫ l ɱ m ɲ n ƞ n ɔ o ɵ o ƥ p ɍ r ʃ s ȿ s ƭ t ʈ t ⱦ t ʉ u ʊ u ʋ v ⱳ w ƴ y ɏ y ƶ z ȥ z ʒ z ⱥ a ς σ`;
const PLAIN_LETTER_OF = new Map<string, string>(
  Array.from(SPECIAL_LETTER_PAIRS.matchAll(/(\S+)\s+(\S+)/g), ([, letter = "", plain = ""]) => [
    letter,
    plain,
  ]),
);
const SPECIAL_LETTERS = new RegExp(`[${[...PLAIN_LETTER_OF.keys()].join("")}]`, "gu");

/** Signs that people use for an apostrophe; some are letters to Unicode, some a space with an accent. */
const APOSTROPHES = /['’‘‛ʼʻʹ′`´＇]/gu;

/**
 * A text as searches compare it: lower case, compatibility forms taken apart, without accents and other marks that
 * are written above or below letters, special letters as plain ones, every apostrophe as "'". Composed and decomposed
 * writings give the same. Characters that nobody sees (a soft hyphen, a joiner) are gone; a space of no width is kept.
 */
export function foldLetters(text: string): string {
  return text
    .replaceAll(APOSTROPHES, "'")
    .normalize("NFKD")
    .replaceAll(/(?!\u200b)[\p{M}\p{Cf}]/gu, "")
    .replaceAll(APOSTROPHES, "'")
    .toLowerCase()
    .replaceAll(SPECIAL_LETTERS, (letter) => PLAIN_LETTER_OF.get(letter) ?? letter);
}
