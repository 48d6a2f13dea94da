import type { Letter, LetterNote, LetterRow } from "./letter.ts";

/*
 * The shop's hand in what mailboxes understand: tables, styles on the elements, no script, no picture and nothing that is
 * loaded, so that opening a mail tells nobody anything. Colours are those of the design tokens; mailboxes that know
 * `prefers-color-scheme` get the dark ones by the classes.
 */
const LIGHT = {
  paper: "#fbfaf8",
  surface: "#ffffff",
  ink: "#1b1816",
  muted: "#67605a",
  line: "#e4e0da",
  accent: "#c9281b",
};
const SERIF = "Besley,Rockwell,Georgia,serif";
const SANS = "'Hanken Grotesk','Helvetica Neue',Arial,sans-serif";

const DARK_STYLES = `@media (prefers-color-scheme:dark){.paper{background:#141211!important}.card{background:#1c1a18!important;border-color:#322e2b!important}
.ink{color:#f3efea!important}.muted{color:#a8a099!important}.line{border-color:#322e2b!important}.button{background:#d63425!important}.dot{color:#ff7a66!important}}
@media (max-width:480px){.card{padding:24px 20px!important}}`;

/** The letter as a document of its own. Every word and address in it is escaped. */
export function letterHtml(letter: Letter): string {
  const { subject, title, paragraphs, things = [], sums = [], action, notes = [] } = letter;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title><style>${DARK_STYLES}</style></head>
<body class="paper" style="margin:0;background:${LIGHT.paper};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${escaped(paragraphs[0] ?? "")}</div>
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" style="background:${LIGHT.paper}"><tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td class="ink" style="padding:0 4px 18px;font:700 24px/1 ${SERIF};letter-spacing:-.03em;color:${LIGHT.ink}">Scarlet<span class="dot" style="color:${LIGHT.accent}">.</span></td></tr>
<tr><td class="card" style="background:${LIGHT.surface};border:1px solid ${LIGHT.line};border-radius:12px;padding:32px">
<h1 class="ink" style="margin:0 0 16px;font:700 26px/1.15 ${SERIF};letter-spacing:-.02em;color:${LIGHT.ink}">${escaped(title)}</h1>
${paragraphs.map(paragraph).join("\n")}
${rows(things, sums)}
${button(action)}
</td></tr>
${notes.map(note).join("\n")}
</table>
</td></tr></table>
</body></html>
`;
}

function paragraph(text: string): string {
  return `<p class="ink" style="margin:0 0 14px;font:400 16px/1.6 ${SANS};color:${LIGHT.ink}">${escaped(text)}</p>`;
}

function rows(things: readonly LetterRow[], sums: readonly LetterRow[]): string {
  if (things.length + sums.length === 0) return "";
  const all = [
    ...things.map((thing) => row(thing, "ink", "400")),
    ...sums.map((sum, place) =>
      place === sums.length - 1 ? row(sum, "ink", "700") : row(sum, "muted", "400"),
    ),
  ];
  return `<table width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 6px">${all.join("")}</table>`;
}

function row({ name, amount }: LetterRow, voice: "ink" | "muted", weight: string): string {
  const style = `padding:10px 0;border-top:1px solid ${LIGHT.line};font:${weight} 15px/1.4 ${SANS};color:${LIGHT[voice]}`;
  return `<tr><td class="${voice} line" valign="top" style="${style}">${escaped(name)}</td><td class="${voice} line" align="right" valign="top" style="${style};padding-left:16px;white-space:nowrap;font-variant-numeric:tabular-nums">${escaped(amount)}</td></tr>`;
}

function button({ label, url }: Letter["action"]): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:18px 0 4px"><tr><td class="button" style="background:${LIGHT.accent};border-radius:6px"><a href="${escaped(url)}" style="display:inline-block;padding:13px 22px;font:600 16px/1.2 ${SANS};color:#ffffff;text-decoration:none">${escaped(label)}</a></td></tr></table>`;
}

function note({ text, url }: LetterNote): string {
  const style = `padding:14px 4px 0;font:400 13px/1.5 ${SANS};color:${LIGHT.muted}`;
  const link =
    url === undefined
      ? ""
      : ` <a class="muted" href="${escaped(url)}" style="color:${LIGHT.muted}">${escaped(url)}</a>`;
  return `<tr><td class="muted" style="${style};word-break:break-word">${escaped(text)}${link}</td></tr>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
}
