"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { PostalAddress } from "@scarlet/ui/order/postal-address";
import { useServerClock } from "@scarlet/web/browser/server-clock";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useQuery } from "@tanstack/react-query";
import { ordersCopy } from "../copy/orders/list.ts";
import { orderCopy } from "../copy/orders/order.ts";
import { pageNames } from "../copy/pages.ts";
import { rolesCopy } from "../copy/roles.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { Section } from "../parts/layout/section.tsx";
import { useMay } from "../session/person-context.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { OrderActions } from "./order-actions.tsx";
import { pieceCount } from "./order-facts.ts";
import { OrderLines } from "./order-lines.tsx";
import { OrderPayment } from "./order-payment.tsx";
import { OrderStatusBadge } from "./order-status.tsx";
import { OrderTimeline } from "./order-timeline.tsx";

/** The page of one order: its lines, payment, timeline and customer, and what this person may do with it. */
export function OrderPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const serverNow = useServerClock();
  const query = useQuery({
    ...trpc.orders.get.queryOptions({ id }),
    refetchInterval: ({ state }) => refetchAfterHoldMs(state.data, serverNow()),
  });
  const order = query.data;
  if (!order) {
    if (query.isPending) return <PageHeader title={ordersCopy.order} crumbs={CRUMBS} />;
    return refusalOf(query.error)?.code === "orders.not_found" ? (
      <NoSuchOrder />
    ) : (
      <QueryError query={query} />
    );
  }
  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        title={order.number}
        fact={
          <>
            <OrderStatusBadge order={order} />
            <span className="order-time">
              <Timestamp at={order.createdAt} as="dayAndTime" />
            </span>
          </>
        }
        actions={<OrderActions order={order} />}
      />
      <QueryError query={query} />
      <div className="page">
        <div className="columns">
          <div className="stack stack-wide">
            <Section name={orderCopy.things} note={ordersCopy.pieces(pieceCount(order))}>
              <OrderLines order={order} />
            </Section>
            {order.payment !== null && (
              <Section name={orderCopy.payment}>
                <OrderPayment order={order} payment={order.payment} />
              </Section>
            )}
            <Section name={orderCopy.timeline}>
              <OrderTimeline order={order} />
            </Section>
          </div>
          <OrderAside order={order} />
        </div>
      </div>
    </>
  );
}

const AFTER_HOLD_MS = 1000;

/** In how many milliseconds to read an order again: shortly after its hold ends. `false`: it has no hold. */
function refetchAfterHoldMs(order: OrderView | undefined, nowMs: number): number | false {
  if (order?.status !== "pending") return false;
  return Math.max(0, order.holdExpiresAt.getTime() - nowMs) + AFTER_HOLD_MS;
}

const CRUMBS = [{ name: pageNames.orders, href: "/orders" }] as const;

function OrderAside({ order }: { order: OrderView }) {
  const { address } = order;
  const customer = ordersCopy.customer(order);
  const mayReadContact = useMay("orders.read_contact");
  if (!mayReadContact)
    return (
      <div className="stack stack-wide">
        <Section name={orderCopy.customer}>
          <p className="quiet">{orderCopy.customerHidden(rolesCopy.thatMay("orders.read_contact"))}</p>
        </Section>
      </div>
    );
  return (
    <div className="stack stack-wide">
      <Section name={orderCopy.customer}>
        <div>
          <b>
            <bdi>{customer}</bdi>
          </b>
          {order.email !== null && order.email !== customer && (
            <div className="quiet order-email">{order.email}</div>
          )}
        </div>
      </Section>
      <Section name={orderCopy.to}>
        {address === null ? (
          <p className="quiet">{orderCopy.noAddress}</p>
        ) : (
          <PostalAddress address={address} />
        )}
      </Section>
    </div>
  );
}

function NoSuchOrder() {
  return (
    <>
      <PageHeader title={ordersCopy.order} crumbs={CRUMBS} />
      <EmptyState figure="0" title={orderCopy.notFound} />
    </>
  );
}
