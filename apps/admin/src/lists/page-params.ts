import { z } from "zod";

/** The query of an address, as Next gives it to a page or as the browser has it. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>> | URLSearchParams;

/**
 * The page of a list that is shown: the cursor it begins after, none for the first page, and the number of its first
 * row in the whole list, from 1. The number is only shown; a cursor alone finds the page.
 */
export type PageParams = { readonly cursor: string | undefined; readonly from: number };

/** The fields of `PageParams` for the schema of an address. Values that are not valid become the first page. */
export const pageParamsShape = {
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  from: z.coerce.number().int().min(1).max(10_000_000).catch(1),
};

/** A search text in an address: what is not valid becomes no search. */
export const searchTextSchema = z.string().trim().max(100).catch("");

/** Parses an address. Without a cursor the first row is number 1, whatever the address says. */
export function parseList<T extends { cursor?: string | undefined; from: number }>(
  schema: z.ZodType<T>,
  params: SearchParams,
): T & PageParams {
  const fields = params instanceof URLSearchParams ? Object.fromEntries(params) : params;
  const parsed = schema.parse(fields);
  const { cursor } = parsed;
  return { ...parsed, cursor, from: cursor === undefined ? 1 : parsed.from };
}

/** The address of a page of a list: `filters` without a value are left out, and so is the first page. */
export function listHref(
  path: string,
  filters: Readonly<Record<string, string | undefined>>,
  { cursor, from = 1 }: Partial<PageParams>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value);
  if (cursor !== undefined) {
    search.set("cursor", cursor);
    search.set("from", String(from));
  }
  const query = search.toString();
  return query === "" ? path : `${path}?${query}`;
}
