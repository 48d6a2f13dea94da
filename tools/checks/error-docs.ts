import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { WIRE } from "../../packages/trpc/src/errors.ts";
import { filesOf, ROOT } from "./source-files.ts";

export type Listed = {
  readonly code: string;
  readonly status: number;
  readonly sentence: string;
  readonly file: string;
};

export const ERRORS_DOC = "docs/errors.md";

/** The code is a text, or one whose beginning is: what a library answers keeps its own name behind ours. */
const REFUSAL_PATTERN =
  /new DomainError\(\s*(?:"([\w.]+)"|`([\w]+\.)\$\{[^`]*`),\s*"(\w+)",\s*([\s\S]*?)\)\s*;/g;
const WIRE_ERROR_PATTERN = /plain\((\d+), "([\w.]+)", "([^"]+)"\)/g;
const STRING_LITERAL = String.raw`"(?:[^"\\]|\\.)*"|\x60(?:[^\x60\\]|\\.)*\x60`;
const MESSAGE_PATTERN = new RegExp(`^(${STRING_LITERAL})(?:\\s*:\\s*(${STRING_LITERAL}))?`);

const HEAD = `# Refusals

Every code that a caller can meet, over REST (\`application/problem+json\`) and tRPC (\`data.errorCode\`) alike. Codes are
stable; sentences may be reworded. What stands in \`…\` is filled in. Anything else is a bug: 500 \`internal\`, with its
cause in the log and nothing of it in the answer.

Made from the sources by \`npm run errors\`; a check in \`npm test\` holds it equal to them.

| code | status | sentence | raised in |
|---|---|---|---|
`;

/** Every refusal that the sources can raise, by code. A code that is raised in two places is listed once, where it was found first. */
export function refusals(): readonly Listed[] {
  const files = filesOf(["{packages,apps}/*/src/**/*.ts"]).filter(
    (file) => !/\.test\.ts$|^packages\/(embedded-mongo|testing)\//.test(file),
  );
  const found = new Map<string, Listed>();
  for (const file of files)
    for (const listed of refusalsIn(file, readFileSync(path.join(ROOT, file), "utf8")))
      if (!found.has(listed.code)) found.set(listed.code, listed);
  return [...found.values()].sort((a, b) => a.code.localeCompare(b.code, "en"));
}

/** The refusals that one source raises. A `DomainError` whose code cannot be read here raises an error: it could not be listed. */
export function refusalsIn(file: string, text: string): readonly Listed[] {
  const raised = [...text.matchAll(REFUSAL_PATTERN)].map(([, whole, prefix = "", kind = "", rest = ""]) => {
    const code = whole ?? `${prefix}…`;
    if (!isKind(kind)) throw new Error(`${file} raises ${code} of an unknown kind "${kind}"`);
    return { code, status: WIRE[kind].status, sentence: sentenceIn(rest), file };
  });
  const written = text.split("new DomainError(").length - 1;
  if (written !== raised.length)
    throw new Error(`${file} raises a DomainError whose code or kind is not written out`);
  const before = [...text.matchAll(WIRE_ERROR_PATTERN)].map(([, status = "", code = "", sentence = ""]) => ({
    code,
    status: Number(status),
    sentence,
    file,
  }));
  return [...raised, ...before];
}

function isKind(kind: string): kind is keyof typeof WIRE {
  return kind in WIRE;
}

/** The text that is told, or both where it depends; one that is handed in from elsewhere is said to vary. */
function sentenceIn(source: string): string {
  const told = /^["`]/.test(source.trim()) ? source.trim() : source.replace(/^[^?]*\?\s*/, "");
  const [, first, second] = MESSAGE_PATTERN.exec(told) ?? [];
  if (first === undefined) return "(tells what was wrong)";
  return [first, second]
    .filter((text) => text !== undefined)
    .map(plainText)
    .join(" / ");
}

function plainText(text: string): string {
  const filled = text.slice(1, -1).replaceAll(/\$\{[^}]*\}/g, "…");
  return filled.replaceAll('\\"', '"').replaceAll("|", "\\|");
}

export function errorsDocument(): string {
  const rows = refusals().map(
    ({ code, status, sentence, file }) => `| \`${code}\` | ${status} | ${sentence} | \`${file}\` |`,
  );
  return `${HEAD}${rows.join("\n")}\n`;
}

if (import.meta.main) writeFileSync(path.join(ROOT, ERRORS_DOC), errorsDocument());
