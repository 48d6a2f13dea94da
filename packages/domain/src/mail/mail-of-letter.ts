import type { Letter, LetterRow } from "./letter.ts";
import { letterHtml } from "./letter-html.ts";
import type { Mail } from "./schema.ts";

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
