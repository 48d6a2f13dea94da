import type { ListMailInput } from "@scarlet/domain/mail";
import { z } from "zod";

/** Mails on one page of the outbox. */
export const MAIL_PAGE_SIZE = 25;

/** Where in the outbox: all of it lives in the address. */
export type MailParams = { readonly cursor: string | undefined; readonly from: number };

const paramsSchema = z.object({
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  from: z.coerce.number().int().min(1).max(10_000_000).catch(1),
});

type Address = Readonly<Record<string, string | string[] | undefined>> | URLSearchParams;

/** Reads the address. What makes no sense becomes the default. */
export function parseSearchParams(address: Address): MailParams {
  const fields = address instanceof URLSearchParams ? Object.fromEntries(address) : address;
  const { cursor, from } = paramsSchema.parse(fields);
  return { cursor, from: cursor === undefined ? 1 : from };
}

/** The address of a place. */
export function hrefOf({ cursor, from }: MailParams): string {
  if (cursor === undefined) return "/mail";
  return `/mail?${new URLSearchParams({ cursor, from: String(from) }).toString()}`;
}

/** What the API is asked for at a place. */
export function listInput({ cursor }: MailParams): Partial<ListMailInput> {
  return { ...(cursor !== undefined && { cursor }), limit: MAIL_PAGE_SIZE };
}
