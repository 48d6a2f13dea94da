import type { ListIssuesInput } from "@scarlet/domain/orders";
import { z } from "zod";
import {
  listHref,
  type PageParams,
  pageParamsShape,
  parseList,
  type SearchParams,
} from "../lists/page-params.ts";

/** Issues on one page of the list. */
export const ISSUES_PAGE_SIZE = 25;

/** Which issues are shown, as the address says. */
export type IssuesParams = PageParams & { readonly state: "open" | "closed" };

const paramsSchema = z.object({ state: z.enum(["open", "closed"]).catch("open"), ...pageParamsShape });

/** Parses the query of the address. Values that are not valid become the default. */
export function parseSearchParams(params: SearchParams): IssuesParams {
  return parseList(paramsSchema, params);
}

/** The address of the page with these parameters; defaults are left out. */
export function hrefOf({ state, ...page }: Partial<IssuesParams>): string {
  return listHref("/issues", { state: state === "open" ? undefined : state }, page);
}

/** The API input for these parameters. */
export function listInput({ state, cursor }: IssuesParams): Partial<ListIssuesInput> {
  return { state, ...(cursor !== undefined && { cursor }), limit: ISSUES_PAGE_SIZE };
}
