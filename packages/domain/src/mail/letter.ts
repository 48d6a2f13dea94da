/** A thing that a letter is about, and what it comes to as text, such as "€48.00"; empty where there is no amount. */
export type LetterRow = { readonly name: string; readonly amount: string };

/** Smaller words under everything else, with the page that they speak of. */
export type LetterNote = { readonly text: string; readonly url?: string };

/** What a mail says. Its text and its HTML are both made of this, so they say the same. */
export type Letter = {
  /** What a mailbox shows: one line. */
  readonly subject: string;
  /** What stands large at the top. */
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly things?: readonly LetterRow[];
  /** What the things come to, the last one in full weight. */
  readonly sums?: readonly LetterRow[];
  /** The one page that the reader is led to. */
  readonly action: { readonly label: string; readonly url: string };
  readonly notes?: readonly LetterNote[];
};
