import {
  type Cached,
  type CacheOutcome,
  type ListEntry,
  type ListHead,
  type ListPosition,
  type ProductFilter,
  worstOf,
} from "@scarlet/domain/catalog";
import type { ServiceContext } from "../context/index.ts";

/** A sorted list that can be read from any position on. */
export type ListSource = {
  readonly total: number;
  readonly complete: boolean;
  /** The beginning of the list, as it is kept in the cache. */
  readonly head: readonly ListEntry[];
  /** The next entries after a position (null: from the start), and whether there are more behind them. */
  after(
    position: ListPosition | null,
    limit: number,
  ): Promise<{ entries: readonly ListEntry[]; more: boolean }>;
  /** bypass as soon as a part of the list had to be read from the database. */
  outcome(): CacheOutcome;
};

/**
 * Reads through a list. The list that this process remembers is read through while the cache is asked whether it still
 * stands: so ids and stock take one round trip together. If it does not, what was read is thrown away.
 */
export async function readThroughList<T>(
  ctx: Pick<ServiceContext, "products" | "catalogCache">,
  filter: ProductFilter,
  read: (list: ListSource) => Promise<Cached<T>>,
): Promise<Cached<T>> {
  const hint = ctx.catalogCache.listHint(filter);
  if (hint !== null) {
    const [stands, answer] = await Promise.all([hint.stands(), read(openList(ctx, filter, hint.head))]);
    if (stands !== null) return { value: answer.value, outcome: worstOf([stands, answer.outcome]) };
  }
  const { value: head, outcome } = await ctx.catalogCache.list(filter, () => ctx.products.listHead(filter));
  const answer = await read(openList(ctx, filter, head));
  return { value: answer.value, outcome: worstOf([outcome, answer.outcome]) };
}

/** A list by its head; what lies behind it is read from the database. */
function openList(
  { products }: Pick<ServiceContext, "products">,
  filter: ProductFilter,
  { entries: head, total, complete }: ListHead,
): ListSource {
  let outcome: CacheOutcome = "hit";

  async function behindHead(position: ListPosition, limit: number) {
    outcome = "bypass";
    const entries = await products.listAfter(filter, position, limit + 1);
    return { entries: entries.slice(0, limit), more: entries.length > limit };
  }

  return {
    total,
    complete,
    head,
    outcome: () => outcome,
    async after(position, limit) {
      const start = position === null ? 0 : head.findIndex((entry) => same(entry, position)) + 1;
      // A position that is not in the head lies behind it, or its product moved or left: the database knows.
      if (position !== null && start === 0) return behindHead(position, limit);
      const entries = head.slice(start, start + limit);
      const atEnd = start + limit >= head.length;
      const last = entries.at(-1) ?? position;
      if (!atEnd || complete || last === null) return { entries, more: !atEnd };
      if (entries.length > 0) return { entries, more: true };
      return behindHead(last, limit);
    },
  };
}

function same(entry: ListEntry, position: ListPosition): boolean {
  return entry.id === position.id && entry.value === position.value;
}
