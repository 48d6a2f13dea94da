"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { Button, buttonClass } from "@scarlet/ui/actions/button";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { Timeline, TimelineItem } from "@scarlet/ui/order/timeline";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { HeldTag } from "../account/held-tag.tsx";
import { ordersCopy } from "../copy/orders.ts";
import { placesCopy } from "../copy/places.ts";
import { Moment } from "../format/moment.tsx";
import { ShopBreadcrumbs } from "../shell/shop-breadcrumbs.tsx";
import { ShopLink } from "../shell/shop-link.tsx";
import { useRefetchAt } from "../stock/use-refetch-at.ts";
import { useTRPC } from "../trpc/client.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { headline } from "./describe-order.ts";
import { OrderSummary } from "./order-summary.tsx";
import { STATUS_TONES } from "./status-tones.ts";
import { type Step, timelineSteps } from "./timeline-steps.ts";

/** One order: what it is now, what happened, what it holds. */
export function OrderPage({ id }: { readonly id: string }) {
  const query = useTRPC().orders.get.queryOptions({ id });
  const { data: order } = useSuspenseQuery(query);
  useRefetchAt(query.queryKey, order.status === "pending" ? order.holdExpiresAt : undefined);
  const { title, text } = headline(order);
  return (
    <div className="wrap">
      <ShopBreadcrumbs trail={[{ name: placesCopy.yourOrders, href: "/account" }]} here={order.number} />
      <div className="cart order">
        <div className="order-main">
          <div className="order-head">
            {order.status === "pending" ? (
              <HeldTag until={order.holdExpiresAt} />
            ) : (
              <StatusLabel tone={STATUS_TONES[order.status]}>{ordersCopy.statuses[order.status]}</StatusLabel>
            )}
            <h1 className="title">{title}</h1>
            <p className="lead quiet">{text}</p>
          </div>
          <Timeline>
            {timelineSteps(order).map((step) => (
              <StepItem key={step.key} step={step} />
            ))}
          </Timeline>
          <OrderActions order={order} />
        </div>
        <OrderSummary
          order={order}
          label={ordersCopy.named(order.number)}
          title={
            <>
              {ordersCopy.order}
              <span className="figure">{order.number}</span>
            </>
          }
          withAddress
        />
      </div>
    </div>
  );
}

const MARKS = { done: "filled", now: "current", next: "hollow", stopped: "problem" } as const;

function StepItem({ step }: { readonly step: Step }) {
  const { state, name, text, at, due } = step;
  return (
    <TimelineItem
      mark={MARKS[state]}
      current={state === "now" || state === "stopped"}
      time={at === undefined ? due && <time>{due}</time> : <Moment at={at} as="dayAndClock" />}
    >
      <b className="subheading">{name}</b>
      <p className="quiet small">{text}</p>
    </TimelineItem>
  );
}

function OrderActions({ order }: { readonly order: OrderView }) {
  const [asking, setAsking] = useState(false);
  const close = useCallback(() => setAsking(false), []);
  const { may, status } = order;
  const isOver = status === "cancelled" || status === "expired";
  return (
    <div className="order-actions">
      {may.pay && (
        <ShopLink className={buttonClass({ kind: "buy" })} href={`/checkout?order=${order.id}`}>
          {ordersCopy.goToPayment}
        </ShopLink>
      )}
      {(status === "paid" || status === "fulfilled") && (
        <Button onClick={() => window.print()}>{ordersCopy.printReceipt}</Button>
      )}
      {may.cancel && (
        <Button kind="danger" onClick={() => setAsking(true)}>
          {ordersCopy.cancelOrder}
        </Button>
      )}
      {isOver && (
        <ShopLink className={buttonClass({ kind: "ink" })} href="/products">
          {placesCopy.backToShop}
        </ShopLink>
      )}
      <CancelDialog order={order} open={asking} onClose={close} />
    </div>
  );
}
