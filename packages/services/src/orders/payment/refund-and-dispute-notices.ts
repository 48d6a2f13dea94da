import { actorRef, formatMoney } from "@scarlet/domain/kernel";
import type { Order } from "@scarlet/domain/orders";
import type { PaymentNotice } from "@scarlet/domain/payments";
import type { ServiceContext } from "../../context/index.ts";
import { changeOrder } from "../change-order.ts";

type TroubleContext = Pick<ServiceContext, "actor" | "clock" | "issues" | "log" | "orders">;
type Notice<K extends PaymentNotice["kind"]> = Extract<PaymentNotice, { kind: K }>;
type Outcome = "ignored" | "known" | "noted";

/** Money that should have gone back is ours again: the order says so, once for each refund, and staff are told. */
export async function handleFailedRefund(
  ctx: TroubleContext,
  notice: Notice<"refund_failed">,
): Promise<Outcome> {
  const { orderId, reference, refundId, amountMinor, reason } = notice;
  const order = await orderOf(ctx, notice);
  if (order === null) return "ignored";
  const at = await ctx.clock.now();
  const entry = {
    event: "refund_failed",
    at,
    actor: actorRef(ctx.actor),
    note: `${refundId}: ${reason}`,
  } as const;
  const isNoted = ({ timeline }: Order) =>
    timeline.some(({ event, note }) => event === "refund_failed" && note?.startsWith(`${refundId}: `));
  if (isNoted(order)) return "known";
  await changeOrder(ctx, orderId, (now) => {
    if (now.payment === null || isNoted(now)) return null;
    const refundedMinor = Math.max(0, now.payment.refundedMinor - amountMinor);
    return { ...now, payment: { ...now.payment, refundedMinor }, timeline: [...now.timeline, entry] };
  });
  await ctx.issues.open({
    key: `refund:${refundId}`,
    kind: "refund_failed",
    ...namesOf(order),
    amountMinor,
    reference,
    detail: `The bank did not take the refund: ${reason}.`,
    dueBy: null,
  });
  return "noted";
}

/** A refund was made in the gateway's dashboard: the order records it, and staff decide whether goods come back. */
export async function handleGatewayRefund(ctx: TroubleContext, notice: Notice<"refunded">): Promise<Outcome> {
  const { orderId, reference, totalMinor } = notice;
  const order = await orderOf(ctx, notice);
  if (order === null) return "ignored";
  const at = await ctx.clock.now();
  let excess = 0;
  await changeOrder(ctx, orderId, (now) => {
    excess = excessOf(now, totalMinor);
    if (now.payment === null || excess <= 0) return null;
    const refundedMinor = Math.min(now.payment.amountMinor, now.payment.refundedMinor + excess);
    const note = `${formatMoney(excess)} at the payment service's own desk.`;
    const entry = { event: "refunded", at, actor: actorRef(ctx.actor), note } as const;
    return { ...now, payment: { ...now.payment, refundedMinor }, timeline: [...now.timeline, entry] };
  });
  if (excess <= 0) return "known";
  await ctx.issues.open({
    key: `refunded:${reference}:${totalMinor}`,
    kind: "refunded_elsewhere",
    ...namesOf(order),
    amountMinor: excess,
    reference,
    detail: "Money was sent back at the payment service, not here. Its goods and stock are as before.",
    dueBy: null,
  });
  return "noted";
}

/** What the gateway sent back beyond what we know of, what is on its way included. */
function excessOf({ payment, settlement }: Order, totalMinor: number): number {
  if (payment === null) return 0;
  const onItsWay = settlement?.kind === "refund" ? settlement.amountMinor : 0;
  return totalMinor - payment.refundedMinor - onItsWay;
}

/** The buyer's bank takes money back: staff are told until when they can answer; a dispute that we won is closed. */
export async function handleDispute(ctx: TroubleContext, notice: Notice<"dispute">): Promise<Outcome> {
  const { orderId, reference, disputeId, amountMinor, reason, dueBy, over } = notice;
  const order = await orderOf(ctx, notice);
  if (order === null) return "ignored";
  const key = `dispute:${disputeId}`;
  const words = over === null ? `Disputed: ${reason}.` : `Dispute ${over}: ${reason}.`;
  const note = `${disputeId}: ${words}`;
  const entry = { event: "disputed", at: await ctx.clock.now(), actor: actorRef(ctx.actor), note } as const;
  await changeOrder(ctx, orderId, (now) =>
    now.timeline.some((each) => each.event === "disputed" && each.note === note)
      ? null
      : { ...now, timeline: [...now.timeline, entry] },
  );
  await ctx.issues.open({
    key,
    kind: "dispute",
    ...namesOf(order),
    amountMinor,
    reference,
    detail: words,
    dueBy: over === null ? dueBy : null,
  });
  if (over === "won") await ctx.issues.close(key, actorRef(ctx.actor));
  return "noted";
}

/** The order, if this payment paid it. A payment that was refunded at once concerns no order. */
async function orderOf(
  ctx: TroubleContext,
  { orderId, reference }: { readonly orderId: string; readonly reference: string },
): Promise<Order | null> {
  const order = await ctx.orders.findById(orderId);
  if (order?.payment?.reference === reference) return order;
  ctx.log.warn({ orderId, reference }, "a gateway tells of money that paid no order");
  return null;
}

function namesOf({ id, number }: Order): { readonly orderId: string; readonly orderNumber: string } {
  return { orderId: id, orderNumber: number };
}
