import { z } from "zod";
import { MAX_CURSOR_LENGTH } from "./cursor-length.ts";
import { invalidCursor } from "./errors.ts";

/** Rows of a page when the caller names no limit. */
export const DEFAULT_PAGE_SIZE = 24;
/** The highest limit a caller may name. */
export const MAX_PAGE_SIZE = 100;

/** A whole number that may arrive as text in a query string. Anything else is refused, also "" and "1.5". */
export function queryInteger(schema: z.ZodType<number>) {
  return z.preprocess(
    (value) => (typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
    schema,
  );
}

/** `true` or `false` that may arrive as text in a query string. */
export const queryBoolean = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean(),
);

export const limitSchema = queryInteger(z.int().min(1).max(MAX_PAGE_SIZE)).default(DEFAULT_PAGE_SIZE);
export const cursorSchema = z.string().min(1).max(MAX_CURSOR_LENGTH);

/** One page of a list. `nextCursor` is null on the last page. */
export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Packs a list position into an opaque word for the caller. */
export function encodeCursor(position: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(position));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Unpacks a cursor and checks its shape. Raises `input.invalid_cursor`. */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseCursor(cursor));
  if (!parsed.success) throw invalidCursor();
  return parsed.data;
}

function parseCursor(cursor: string): unknown {
  try {
    const text = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw invalidCursor();
  }
}
