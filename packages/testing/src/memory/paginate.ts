import { invalidCursor } from "@scarlet/domain/kernel";

/** One page of a list that is all in memory; the cursor is the place where the next page begins. */
export function paginate<T>(all: readonly T[], cursor: string | undefined, limit: number) {
  if (cursor !== undefined && !/^\d+$/.test(cursor)) throw invalidCursor();
  const start = Number(cursor ?? 0);
  const end = start + limit;
  return { items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
}
