/** A page of a list as the API gives it. */
export type ListPage<Row> = { readonly items: readonly Row[]; readonly nextCursor: string | null };

/**
 * The rows of a page in the places that they had when the page was laid out. `of` is what was asked for: another view,
 * search or page is laid out anew. `nextCursor` is the one of then, so that no row falls between two pages.
 */
export type ListLayout<Row> = {
  readonly of: unknown;
  readonly page: ListPage<Row>;
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
};

/** Rows that the API no longer lists are read one by one. Of a page that lost more of them, the order is worth nothing. */
const MAX_UNLISTED_ROWS = 20;

/** The layout after a page was read again: rows that are still listed are the new ones, and none moves. */
export function followPage<Row>(
  layout: ListLayout<Row> | undefined,
  of: unknown,
  page: ListPage<Row>,
  keyOf: (row: Row) => string,
): ListLayout<Row> {
  const fresh = { of, page, rows: page.items, nextCursor: page.nextCursor };
  if (layout === undefined || layout.of !== of) return fresh;
  if (layout.page === page) return layout;
  if (layout.rows.length === 0) return fresh;
  const listed = new Map(page.items.map((row) => [keyOf(row), row]));
  const rows = layout.rows.map((row) => listed.get(keyOf(row)) ?? row);
  const followed = { ...layout, page, rows };
  return unlistedRows(followed, keyOf).length > MAX_UNLISTED_ROWS ? fresh : followed;
}

/** The rows shown that the API lists no longer: they left the view, or others pushed them off the page. */
export function unlistedRows<Row>({ rows, page }: ListLayout<Row>, keyOf: (row: Row) => string): Row[] {
  return without(rows, page.items, keyOf);
}

/** The rows that the API lists and that are not shown yet. */
export function arrivedRows<Row>({ rows, page }: ListLayout<Row>, keyOf: (row: Row) => string): Row[] {
  return without(page.items, rows, keyOf);
}

function without<Row>(rows: readonly Row[], others: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const keys = new Set(others.map(keyOf));
  return rows.filter((row) => !keys.has(keyOf(row)));
}
