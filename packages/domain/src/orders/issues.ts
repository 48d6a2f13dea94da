import { z } from "zod";
import {
  type ActorRef,
  actorRefSchema,
  cursorSchema,
  idSchema,
  limitSchema,
  type Page,
} from "../kernel/index.ts";

/**
 * What of an order's money or mail did not go the way it should, for staff to look at:
 * refund_failed: money that should go back did not. refunded_elsewhere: a refund was made in the gateway's dashboard.
 * dispute: the buyer's bank takes the money back. payment_stuck, mail_stuck: tried so often that the shop gave up.
 */
export const ISSUE_KINDS = [
  "refund_failed",
  "refunded_elsewhere",
  "dispute",
  "payment_stuck",
  "mail_stuck",
] as const;

export const issueSchema = z.object({
  id: idSchema,
  /** Names what happened, once and for all. */
  key: z.string(),
  kind: z.enum(ISSUE_KINDS),
  state: z.enum(["open", "closed"]),
  orderId: z.string(),
  orderNumber: z.string(),
  amountMinor: z.int(),
  /** What the gateway knows it by. */
  reference: z.string().nullable(),
  detail: z.string(),
  /** Until when the gateway waits for an answer. */
  dueBy: z.coerce.date().nullable(),
  openedAt: z.coerce.date(),
  changedAt: z.coerce.date(),
  closedBy: actorRefSchema.nullable(),
});
export type Issue = z.infer<typeof issueSchema>;
export type IssueKind = Issue["kind"];

export type NewIssue = Pick<
  Issue,
  "key" | "kind" | "orderId" | "orderNumber" | "amountMinor" | "reference" | "detail" | "dueBy"
>;

export const listIssuesSchema = z.strictObject({
  state: z.enum(["open", "closed"]).default("open"),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
});
export type ListIssuesInput = z.infer<typeof listIssuesSchema>;

export const issueListSchema = z.object({ items: z.array(issueSchema), nextCursor: z.string().nullable() });
export const issueIdSchema = z.strictObject({ id: idSchema });

/** Kinds that the shop itself can try again; the others are done by people, elsewhere. */
export const RETRIABLE_ISSUE_KINDS: ReadonlySet<IssueKind> = new Set([
  "refund_failed",
  "payment_stuck",
  "mail_stuck",
]);

/** What staff must look at, once for each thing that happened. */
export interface IssueStore {
  /** Opens it, or brings up to date the one of the same key; one that was closed is opened again. */
  open(issue: NewIssue): Promise<void>;
  /** Closes the open one of this key; nothing when there is none. */
  close(key: string, by: ActorRef): Promise<void>;
  findById(id: string): Promise<Issue | null>;
  /** Newest first. */
  list(input: ListIssuesInput): Promise<Page<Issue>>;
}
