import type { ListMailInput } from "@scarlet/domain/mail";
import { z } from "zod";
import {
  listHref,
  type PageParams,
  pageParamsShape,
  parseList,
  type SearchParams,
} from "../lists/page-params.ts";

/** Mails on one page of the outbox. */
export const MAIL_PAGE_SIZE = 25;

const paramsSchema = z.object(pageParamsShape);

/** Parses the query of the address. Values that are not valid become the first page. */
export function parseSearchParams(params: SearchParams): PageParams {
  return parseList(paramsSchema, params);
}

/** The address of a page of the outbox. */
export function hrefOf(page: PageParams): string {
  return listHref("/mail", {}, page);
}

/** The API input for a page of the outbox. */
export function listInput({ cursor }: PageParams): Partial<ListMailInput> {
  return { ...(cursor !== undefined && { cursor }), limit: MAIL_PAGE_SIZE };
}
