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

/** Which mails are shown, as the address says; without a state: all. */
export type MailParams = PageParams & { readonly state: ListMailInput["state"] };

const paramsSchema = z.object({
  state: z.enum(["waiting", "sent", "failed"]).optional().catch(undefined),
  ...pageParamsShape,
});

/** Parses the query of the address. Values that are not valid become the first page of all. */
export function parseSearchParams(params: SearchParams): MailParams {
  return { state: undefined, ...parseList(paramsSchema, params) };
}

/** The address of a page of the outbox. */
export function hrefOf({ state, ...page }: Partial<MailParams>): string {
  return listHref("/mail", { state }, page);
}

/** The API input for a page of the outbox. */
export function listInput({ state, cursor }: MailParams): Partial<ListMailInput> {
  return {
    ...(state !== undefined && { state }),
    ...(cursor !== undefined && { cursor }),
    limit: MAIL_PAGE_SIZE,
  };
}
