import { letterHtml } from "./letter-html.ts";
import type { Mail } from "./schema.ts";

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

/** The mail that brings a letter to somebody. `key`: see `Mail`. */
export function mailOf({ key, to }: Pick<Mail, "key" | "to">, letter: Letter): Mail {
  return {
    key,
    to,
    subject: oneLine(letter.subject),
    text: letterText(letter),
    html: letterHtml(letter),
  };
}

/** A header of a mail ends where its line does. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** The letter as plain text: what people read whose mailbox shows no HTML. */
function letterText({ title, paragraphs, things = [], sums = [], action, notes = [] }: Letter): string {
  const row = ({ name, amount }: LetterRow) => (amount === "" ? name : `${name}: ${amount}`);
  const parts = [
    [title],
    paragraphs,
    things.map(row),
    sums.map(row),
    [`${action.label}:`, action.url],
    ...notes.map(({ text, url }) => (url === undefined ? [text] : [text, url])),
  ];
  const said = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${said.join("\n\n")}\n`;
}
