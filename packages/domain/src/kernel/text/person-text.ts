/** Line ends and tabs are layout; every other control character has no place in what people type. */
const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029\ufff9-\ufffb]/u;
const CONTROLS_IN_LINES = /[\p{Cs}\u2028\u2029\ufff9-\ufffb]|(?![\n\t])\p{Cc}/u;
/** Turns what follows round, also beyond the text: no name needs it. The marks that some names need (U+200E, U+200F, U+061C) stay. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Characters that show nothing, even where Unicode calls them letters or signs: fillers, blanks, joiners, bare accents. */
const INVISIBLE = /[\p{DI}\p{Z}\p{C}\p{M}\u2800\ufffc\u{1d159}\u{1d173}-\u{1d17a}]/gu;

/** What people type about themselves and others, as it is kept: composed, without room around it, without turning marks. */
export function cleanText(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(DIRECTION_CONTROLS, "").normalize("NFC").trim();
}

/** Whether anything of a text can be seen. */
export function isVisible(text: string): boolean {
  return text.replaceAll(INVISIBLE, "") !== "";
}

/**
 * What is wrong with a text that somebody typed, in words for them; undefined when nothing is. Nothing at all is nothing wrong. `lines`:
 * it may have several lines.
 */
export function textFault(
  text: string,
  { lines = false }: { readonly lines?: boolean } = {},
): string | undefined {
  const clean = cleanText(text);
  if ((lines ? CONTROLS_IN_LINES : CONTROLS).test(clean))
    return "This has characters in it that cannot be written here.";
  if (text !== "" && !isVisible(clean)) return "Write something that can be seen.";
  return undefined;
}
