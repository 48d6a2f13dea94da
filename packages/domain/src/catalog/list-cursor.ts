import { z } from "zod";
import { decodeCursor, encodeCursor, idSchema, invalidCursor } from "../kernel/index.ts";
import type { ListPosition } from "./ports.ts";
import { SORTS, type Sort } from "./schema.ts";

const positionSchema = z.tuple([z.enum(SORTS), z.union([z.string(), z.number()]), idSchema]);

/** The cursor that continues a list of this order after a position. */
export function writeListCursor(sort: Sort, { value, id }: ListPosition): string {
  return encodeCursor([sort, value, id]);
}

/** The position in a list of this order that a cursor stands for. Raises `input.invalid_cursor`. */
export function readListCursor(sort: Sort, cursor: string): ListPosition {
  const [sorted, value, id] = decodeCursor(cursor, positionSchema);
  if (sorted !== sort || (typeof value === "string") !== (sort === "title")) throw invalidCursor();
  return { value, id };
}
