import { actorRef, type Page } from "@scarlet/domain/kernel";
import {
  type Issue,
  issueNotFound,
  issueNotRetriable,
  type ListIssuesInput,
  type Order,
  RETRIABLE_ISSUE_KINDS,
} from "@scarlet/domain/orders";
import { authorize } from "../accounts/index.ts";
import type { ServiceContext } from "../context/index.ts";
import { changeOrder } from "./change-order.ts";
import { SETTLE_AFTER_MS, type SettleContext, settleOrder } from "./payment/settle-payments.ts";

/** What of money and mail staff must look at, newest first. For staff. */
export async function listIssues(
  ctx: Pick<ServiceContext, "actor" | "issues">,
  input: ListIssuesInput,
): Promise<Page<Issue>> {
  authorize(ctx.actor, "orders.read_all");
  return ctx.issues.list(input);
}

/** Marks an issue as done, for what people settled elsewhere. Done twice is done once. Raises `orders.issue_not_found`. */
export async function closeIssue(
  ctx: Pick<ServiceContext, "actor" | "issues">,
  input: { readonly id: string },
): Promise<Issue> {
  authorize(ctx.actor, "orders.cancel_any");
  const issue = await issueOf(ctx, input.id);
  await ctx.issues.close(issue.key, actorRef(ctx.actor));
  return issueOf(ctx, input.id);
}

/**
 * Tries again what was given up: a payment at once, mail with the next step of the mail job. The issue is closed when
 * it succeeds, and stays open with the new reason if not. Asked twice, money moves once: it goes by the key of what
 * is still due. Raises `orders.issue_not_found`, `orders.issue_not_retriable`.
 */
export async function retryIssue(
  ctx: SettleContext & Pick<ServiceContext, "outbox">,
  input: { readonly id: string },
): Promise<Issue> {
  authorize(ctx.actor, "orders.cancel_any");
  const issue = await issueOf(ctx, input.id);
  if (!RETRIABLE_ISSUE_KINDS.has(issue.kind)) throw issueNotRetriable();
  if (issue.state === "closed") return issue;
  const order = issue.key.startsWith("refund:") ? await refundAgain(ctx, issue) : null;
  const from = new Date((await ctx.clock.now()).getTime() - SETTLE_AFTER_MS);
  await ctx.orders.tryAgain(issue.orderId, from);
  // A mail that was written and no server took; without a reference it could not even be written.
  if (issue.kind === "mail_stuck" && issue.reference !== null) await ctx.outbox.requeue(issue.reference);
  try {
    const found = order ?? (issue.kind === "mail_stuck" ? null : await ctx.orders.findById(issue.orderId));
    if (found !== null) await settleOrder(ctx, found);
    await ctx.issues.close(issue.key, actorRef(ctx.actor));
  } catch (error) {
    // The housekeeper goes on from here, and opens it anew when it gives up again.
    ctx.log.warn({ orderId: issue.orderId, err: error }, "what staff tried again is not settled yet");
  }
  return issueOf(ctx, input.id);
}

/** A refund that came back is due again, under a key of its own, as far as the buyer was not paid meanwhile. */
async function refundAgain(ctx: SettleContext, { orderId, amountMinor, key }: Issue): Promise<Order> {
  const at = await ctx.clock.now();
  return changeOrder(ctx, orderId, (order) => {
    if (order.payment === null || order.settlement !== null) return null;
    const left = Math.min(amountMinor, order.payment.amountMinor - order.payment.refundedMinor);
    if (left <= 0) return null;
    const settlement = {
      kind: "refund",
      key: `${orderId}-${key}`,
      amountMinor: left,
      at,
      state: "begun",
    } as const;
    return { ...order, settlement };
  });
}

async function issueOf(ctx: Pick<ServiceContext, "issues">, id: string): Promise<Issue> {
  const issue = await ctx.issues.findById(id);
  if (issue === null) throw issueNotFound();
  return issue;
}
