/**
 * The procedures whose answers are the same for whoever asks: a page made of these alone is the same for everybody, and
 * stands for as long as each of them would be answered the same.
 */
export const PAGE_READS = [
  "catalog.shelves",
  "catalog.list",
  "catalog.page",
  "catalog.product",
  "catalog.neighbours",
  "inventory.storeroom",
] as const;
export type PageReadProcedure = (typeof PAGE_READS)[number];

const KNOWN: ReadonlySet<string> = new Set(PAGE_READS);

/** Whether a procedure's answer is the same for everybody who asks. */
export function isPageRead(procedure: string): procedure is PageReadProcedure {
  return KNOWN.has(procedure);
}

/** How a read is named where answers are held against each other: its procedure and its input as JSON. */
export function pageReadName(procedure: PageReadProcedure, input: unknown): string {
  return `${procedure} ${JSON.stringify(input ?? null)}`;
}

/** Takes a name apart. Null: it is none. */
export function parsePageRead(
  name: string,
): { readonly procedure: PageReadProcedure; readonly input: unknown } | null {
  const at = name.indexOf(" ");
  const procedure = name.slice(0, at);
  if (at < 0 || !isPageRead(procedure)) return null;
  try {
    return { procedure, input: JSON.parse(name.slice(at + 1)) as unknown };
  } catch {
    return null;
  }
}
