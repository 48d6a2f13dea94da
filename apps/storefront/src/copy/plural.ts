/** "1 thing", "4 things". The shop's word for pieces is things. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Several of an option, as people say it: Colour → colours, Finish → finishes. */
export function pluralOf(word: string): string {
  return /(?:s|sh|ch|x)$/i.test(word) ? `${word}es` : `${word}s`;
}

/** "Bone", "Bone and Ink", "Bone, Ink and Moss". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const SMALL_NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A small number as a word, for titles: "six shelves". */
export function numberWord(count: number): string {
  return SMALL_NUMBERS[count] ?? String(count);
}

/** A sentence begins with a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
