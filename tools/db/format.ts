import { type Document, EJSON } from "bson";
import type { IndexDescription } from "mongodb";
import { StartError } from "../bootstrap/start-error.mjs";

const FORMAT = "scarlet-export";
const VERSION = 1;

/** The first line of an export. */
export interface Head {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly exportedAt: Date;
}

/** One line of an export: a collection, then its documents; the last line counts both. */
export type Line =
  | { readonly collection: string; readonly options: Document; readonly indexes: readonly IndexDescription[] }
  | { readonly document: Document }
  | { readonly end: { readonly collections: number; readonly documents: number } };

/** The first line, told apart from any other file. */
export function headLine(exportedAt: Date): string {
  return textOf({ format: FORMAT, version: VERSION, exportedAt } satisfies Head);
}

/** A line in canonical extended JSON, which keeps every type. */
export function lineText(line: Line): string {
  return textOf(line);
}

function textOf(value: object): string {
  return `${EJSON.stringify(value, { relaxed: false })}\n`;
}

function parse(text: string, number: number): Document {
  try {
    const value: unknown = EJSON.parse(text, { relaxed: false });
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // The error below says what is wrong, whatever the parser's message.
  }
  throw new StartError(`Line ${number} of the file is not extended JSON.`);
}

/** Reads the first line. Refuses files of another kind or a later version. */
export function checkHead(text: string): void {
  const head: Partial<Head> | undefined = text.startsWith("{") ? parse(text, 1) : undefined;
  if (head?.format !== FORMAT) throw new StartError("The file is not an export of this shop.");
  if (Number(head.version) === VERSION) return;
  throw new StartError(`The file is an export of version ${head.version}, and only ${VERSION} can be read.`);
}

/** Reads any later line. */
export function parseLine(text: string, number: number): Line {
  const value = parse(text, number);
  if ("document" in value || "end" in value || typeof value.collection === "string") return value as Line;
  throw new StartError(`Line ${number} of the file is neither a collection nor a document.`);
}
