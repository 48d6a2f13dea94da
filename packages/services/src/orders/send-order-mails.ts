import type { Mail } from "@scarlet/domain/mail";
import {
  HOLD_ENDING_LEAD_MS,
  isMailTime,
  type MailRef,
  type Order,
  type OrderMail,
  orderMail,
} from "@scarlet/domain/orders";
import type { ServiceContext } from "../context/index.ts";

const ORDERS_PER_STEP = 100;

/**
 * One step of the postman: sends the mails that orders owe their buyers, and takes them off the orders once they are on
 * their way. They were written with what they tell, so none is lost; their keys keep them from being sent twice. Tells
 * how many are on their way. `links` tells where an order opens for whoever reads its mail. Mails that could not be sent are owed still, and tried again at the next step.
 */
export async function sendOrderMails(
  ctx: Pick<ServiceContext, "clock" | "orders" | "mailer" | "log">,
  links: { urlOf(order: Order): string },
): Promise<number> {
  const now = await ctx.clock.now();
  const holdsEndBy = new Date(now.getTime() + HOLD_ENDING_LEAD_MS);
  const orders = await ctx.orders.owingMail(now, holdsEndBy, ORDERS_PER_STEP);
  const due = orders.flatMap((order) =>
    order.mailsDue.flatMap((kind) =>
      isMailTime(order, kind, now) ? [{ kind, order, mail: orderMail(order, kind, links.urlOf(order)) }] : [],
    ),
  );
  if (due.length === 0) return 0;
  const sent = await ctx.mailer.send(due.map(({ mail }): Mail => mail));
  const done = Map.groupBy(
    due.filter(({ mail }) => sent.has(mail.key)),
    ({ kind }) => kind,
  );
  for (const [kind, mails] of done)
    await takeOff(
      ctx,
      kind,
      mails.map(({ order }) => order),
    );
  if (sent.size < due.length)
    ctx.log.warn({ owed: due.length, sent: sent.size }, "some mails could not be sent and are owed still");
  return sent.size;
}

async function takeOff(
  ctx: Pick<ServiceContext, "orders">,
  kind: OrderMail,
  orders: readonly MailRef[],
): Promise<void> {
  await ctx.orders.mailsSent(
    kind,
    orders.map(({ id, version }) => ({ id, version })),
  );
}
