import { encodeCursor } from "@scarlet/domain/kernel";

/** One page of `limit` records. `records` holds one more when there is a next page. */
export function pageOf<T>(records: readonly T[], limit: number, position: (record: T) => unknown) {
  const shown = records.slice(0, limit);
  const last = records.length > limit ? shown.at(-1) : undefined;
  return { shown, nextCursor: last === undefined ? null : encodeCursor(position(last)) };
}
