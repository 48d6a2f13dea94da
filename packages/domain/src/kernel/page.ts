import { z } from "zod";
import { invalidCursor } from "./errors.ts";

export const DEFAULT_PAGE_SIZE = 24;
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
export const cursorSchema = z.string().min(1).max(512);

/** One page of a list. `nextCursor` is null on the last page. */
export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Packs a list position into an opaque word for the caller. */
export function encodeCursor(position: unknown): string {
  return btoa(encodeURIComponent(JSON.stringify(position)))
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
    return JSON.parse(decodeURIComponent(atob(cursor.replaceAll("-", "+").replaceAll("_", "/"))));
  } catch {
    throw invalidCursor();
  }
}
