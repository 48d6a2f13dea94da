import { parseSync } from "@swc/core";

type Span = { readonly start: number; readonly end: number };

/** A node of a source's syntax tree, as swc has it. */
export type Node = { readonly type: string; readonly span?: Span; readonly [key: string]: unknown };

/** A source's syntax tree, and where in its text a node of it stands. */
export type Source = {
  readonly tree: unknown;
  /** The first line of a span, from 1 on, and its text. */
  readonly at: (span: Span) => { readonly line: number; readonly text: string };
};

/** Parses TypeScript, with JSX where the file's name says so, or a module of JavaScript. */
export function parseSource(file: string, text: string): Source {
  const bytes = Buffer.from(text);
  const tree = file.endsWith(".mjs")
    ? parseSync(text, { syntax: "ecmascript" })
    : parseSync(text, { syntax: "typescript", tsx: file.endsWith(".tsx") });
  // Positions run on from file to file within one process; the module begins at its first word.
  const first = firstCode(text) - tree.span.start;
  return {
    tree,
    at: (span) => ({
      line: bytes
        .subarray(0, span.start + first)
        .toString()
        .split("\n").length,
      text: bytes.subarray(span.start + first, span.end + first).toString(),
    }),
  };
}

function firstCode(text: string): number {
  const skipped = /^(?:\s+|\/\/.*|\/\*[\s\S]*?\*\/|#!.*)*/.exec(text)?.[0] ?? "";
  return Buffer.byteLength(skipped);
}

/** Visits a tree from above. What is below a node is left out where `look` answers false. */
export function visit(value: unknown, look: (node: Node) => boolean): void {
  if (Array.isArray(value)) for (const item of value) visit(item, look);
  else if (isObject(value)) {
    if (typeof value.type === "string" && !look(value as Node)) return;
    for (const key of Object.keys(value)) if (key !== "span") visit(value[key], look);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
