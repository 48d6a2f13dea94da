import type { Mail } from "@scarlet/domain/mail";
import {
  HOLD_ENDING_LEAD_MS,
  isMailTime,
  type Order,
  type OrderMail,
  orderMail,
} from "@scarlet/domain/orders";
import type { ServiceContext } from "../context/index.ts";
import { MAX_TRIES, retryDelayMs } from "../kernel/index.ts";

/** More orders than this are not written to in one step. */
export const ORDERS_PER_MAIL_STEP = 100;
const FIRST_RETRY_DELAY_MS = 30_000;

type PostContext = Pick<ServiceContext, "clock" | "issues" | "orders" | "mailer" | "log">;
type Due = { readonly kind: OrderMail; readonly order: Order; readonly mail: Mail };
type Unsent = {
  readonly id: string;
  readonly number: string;
  readonly tries: number;
  readonly reason: string;
};

/**
 * One step of the postman: sends the mails that orders owe their buyers, and takes them off the orders once they are on
 * their way. They were written with what they tell, so none is lost; their keys keep them from being sent twice. Tells
 * how many are on their way. `links` tells where an order opens for whoever reads its mail. Mails that could not be sent
 * wait longer each time and keep nobody else waiting; in the end they stand among the issues, where staff can try again.
 */
export async function sendOrderMails(
  ctx: PostContext,
  links: { urlOf(order: Order): string },
): Promise<number> {
  const now = await ctx.clock.now();
  const holdsEndBy = new Date(now.getTime() + HOLD_ENDING_LEAD_MS);
  const { work, broken } = await ctx.orders.owingMail(now, holdsEndBy, ORDERS_PER_MAIL_STEP);
  const [due, unsent]: [Due[], Unsent[]] = [[], broken.map((each) => ({ ...each, tries: MAX_TRIES }))];
  for (const { order, tries } of work) {
    try {
      due.push(...mailsOf(order, now, links));
    } catch (error) {
      // One that cannot be written will not mend by itself.
      unsent.push({ ...nameOf(order), tries: Math.max(tries + 1, MAX_TRIES), reason: String(error) });
    }
  }
  const sent = due.length === 0 ? new Set<string>() : await ctx.mailer.send(due.map(({ mail }) => mail));
  const done = Map.groupBy(
    due.filter(({ mail }) => sent.has(mail.key)),
    ({ kind }) => kind,
  );
  for (const [kind, mails] of done)
    await ctx.orders.mailsSent(
      kind,
      mails.map(({ order: { id, version } }) => ({ id, version })),
    );
  const owing = new Set(due.filter(({ mail }) => !sent.has(mail.key)).map(({ order }) => order.id));
  for (const { order, tries } of work)
    if (owing.has(order.id))
      unsent.push({ ...nameOf(order), tries: tries + 1, reason: "The mail server did not take it." });
  for (const each of unsent) await retryLater(ctx, each, now);
  return sent.size;
}

function mailsOf(order: Order, now: Date, links: { urlOf(order: Order): string }): Due[] {
  return order.mailsDue.flatMap((kind) =>
    isMailTime(order, kind, now) ? [{ kind, order, mail: orderMail(order, kind, links.urlOf(order)) }] : [],
  );
}

async function retryLater(ctx: PostContext, { id, number, tries, reason }: Unsent, now: Date): Promise<void> {
  ctx.log.warn({ orderId: id, tries, reason }, "mails of an order could not be sent");
  if (tries < MAX_TRIES) {
    const waitMs = retryDelayMs(tries, FIRST_RETRY_DELAY_MS);
    await ctx.orders.mailLater(id, tries, new Date(now.getTime() + waitMs));
    return;
  }
  await ctx.issues.open({
    key: `mail:${id}`,
    kind: "mail_stuck",
    orderId: id,
    orderNumber: number,
    amountMinor: 0,
    reference: null,
    detail: reason.slice(0, 500),
    dueBy: null,
  });
  await ctx.orders.mailsGivenUp(id);
}

function nameOf({ id, number }: Order): { readonly id: string; readonly number: string } {
  return { id, number };
}
