import type { ListIssuesInput } from "@scarlet/domain/orders";
import { z } from "zod";

/** Issues on one page. */
export const ISSUES_PAGE_SIZE = 25;

/** Where among the issues: all of it lives in the address. */
export type IssuesParams = {
  readonly state: "open" | "closed";
  readonly cursor: string | undefined;
  readonly from: number;
};

const paramsSchema = z.object({
  state: z.enum(["open", "closed"]).catch("open"),
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  from: z.coerce.number().int().min(1).max(10_000_000).catch(1),
});

type Address = Readonly<Record<string, string | string[] | undefined>> | URLSearchParams;

/** Reads the address. What makes no sense becomes the default. */
export function parseSearchParams(address: Address): IssuesParams {
  const fields = address instanceof URLSearchParams ? Object.fromEntries(address) : address;
  const { state, cursor, from } = paramsSchema.parse(fields);
  return { state, cursor, from: cursor === undefined ? 1 : from };
}

/** The address of a place. */
export function hrefOf({ state, cursor, from }: IssuesParams): string {
  const params = new URLSearchParams({
    ...(state === "closed" && { state }),
    ...(cursor !== undefined && { cursor, from: String(from) }),
  }).toString();
  return params === "" ? "/issues" : `/issues?${params}`;
}

/** What the API is asked for at a place. */
export function listInput({ state, cursor }: IssuesParams): Partial<ListIssuesInput> {
  return { state, ...(cursor !== undefined && { cursor }), limit: ISSUES_PAGE_SIZE };
}
