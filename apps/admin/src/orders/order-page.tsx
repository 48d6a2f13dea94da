"use client";

import { countryName } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { refusalOf } from "@scarlet/web/trpc/refusal";
import { useQuery } from "@tanstack/react-query";
import { formatCount } from "../format/numbers.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { EmptyState } from "../parts/feedback/empty-state.tsx";
import { Section } from "../parts/layout/section.tsx";
import { useMay } from "../session/person-context.tsx";
import { rolesThatMay } from "../session/role-copy.ts";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { OrderActions } from "./order-actions.tsx";
import { customerName, pieceCount } from "./order-copy.ts";
import { OrderLines } from "./order-lines.tsx";
import { OrderPayment } from "./order-payment.tsx";
import { OrderStatusBadge } from "./order-status.tsx";
import { OrderTimeline } from "./order-timeline.tsx";

/** The page of one order: its lines, payment, timeline and customer, and what this person may do with it. */
export function OrderPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.orders.get.queryOptions({ id }),
    refetchInterval: ({ state }) => refetchAfterHoldMs(state.data),
  });
  const order = query.data;
  if (!order) {
    if (query.isPending) return <PageHeader title="Order" crumbs={CRUMBS} />;
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
            <span className="order-when">
              <Timestamp at={order.createdAt} as="dayAndTime" />
            </span>
          </>
        }
        actions={<OrderActions order={order} />}
      />
      <QueryError query={query} />
      <div className="page">
        <div className="cols">
          <div className="stack stack-wide">
            <Section name="Things" note={formatCount(pieceCount(order), "piece")}>
              <OrderLines order={order} />
            </Section>
            {order.payment !== null && (
              <Section name="Payment">
                <OrderPayment order={order} payment={order.payment} />
              </Section>
            )}
            <Section name="What happened">
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
function refetchAfterHoldMs(order: OrderView | undefined): number | false {
  if (order?.status !== "pending") return false;
  return Math.max(0, order.holdExpiresAt.getTime() - Date.now()) + AFTER_HOLD_MS;
}

const CRUMBS = [{ words: "Orders", href: "/orders" }] as const;

function OrderAside({ order }: { order: OrderView }) {
  const { address } = order;
  const mayReadContact = useMay("orders.read_contact");
  if (!mayReadContact)
    return (
      <div className="stack stack-wide">
        <Section name="Customer">
          <p className="quiet">
            Who bought this, and where it goes, is for {rolesThatMay("orders.read_contact")}.
          </p>
        </Section>
      </div>
    );
  return (
    <div className="stack stack-wide">
      <Section name="Customer">
        <div>
          <b>
            <bdi>{customerName(order)}</bdi>
          </b>
          {order.email !== null && order.email !== customerName(order) && (
            <div className="quiet order-mail">{order.email}</div>
          )}
        </div>
      </Section>
      <Section name="To">
        {address === null ? (
          <p className="quiet">No address yet.</p>
        ) : (
          <address className="order-address">
            <bdi>{address.firstName}</bdi> <bdi>{address.lastName}</bdi>
            <br />
            <bdi>{address.street}</bdi>
            <br />
            <bdi>{address.postcode}</bdi> <bdi>{address.town}</bdi>, {countryName(address.country)}
          </address>
        )}
      </Section>
    </div>
  );
}

function NoSuchOrder() {
  return (
    <>
      <PageHeader title="Order" crumbs={CRUMBS} />
      <EmptyState mark="0" head="There is no such order." />
    </>
  );
}
