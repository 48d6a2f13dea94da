"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { Button, buttonClass } from "@scarlet/ui/actions/button";
import { StatusTag } from "@scarlet/ui/feedback/status-tag";
import { Breadcrumbs } from "@scarlet/ui/layout/breadcrumbs";
import { Timeline } from "@scarlet/ui/order/timeline";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { HeldTag } from "../account/held-tag.tsx";
import { Moment } from "../format/moment.tsx";
import { ShopLink } from "../shell/shop-link.tsx";
import { useRefetchAt } from "../stock/use-refetch-at.ts";
import { useTRPC } from "../trpc/client.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { headline, STATUS_LABELS } from "./order-copy.ts";
import { OrderSummary } from "./order-summary.tsx";
import { timelineSteps } from "./timeline-steps.ts";

/** One order: what it is now, what happened, what it holds. */
export function OrderPage({ id }: { readonly id: string }) {
  const query = useTRPC().orders.get.queryOptions({ id });
  const { data: order } = useSuspenseQuery(query);
  useRefetchAt(query.queryKey, order.status === "pending" ? order.holdExpiresAt : undefined);
  const { title, text } = headline(order);
  const { word, tone } = STATUS_LABELS[order.status];
  return (
    <div className="wrap">
      <Breadcrumbs
        trail={[
          { name: "Home", href: "/" },
          { name: "Your orders", href: "/account" },
        ]}
        here={order.number}
        Link={ShopLink}
      />
      <div className="cart order">
        <div className="order-story">
          <div className="order-head">
            {order.status === "pending" ? (
              <HeldTag until={order.holdExpiresAt} />
            ) : (
              <StatusTag tone={tone}>{word}</StatusTag>
            )}
            <h1 className="title">{title}</h1>
            <p className="lead quiet">{text}</p>
          </div>
          <Timeline
            steps={timelineSteps(order).map(({ at, due, ...step }) => ({
              ...step,
              time: at === undefined ? due && <time>{due}</time> : <Moment at={at} as="dayAndClock" />,
            }))}
          />
          <OrderActions order={order} />
        </div>
        <OrderSummary
          order={order}
          label={`Order ${order.number}`}
          title={
            <>
              Order <span className="figure">{order.number}</span>
            </>
          }
          withAddress
        />
      </div>
    </div>
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
          Go on to payment
        </ShopLink>
      )}
      {(status === "paid" || status === "fulfilled") && (
        <Button onClick={() => window.print()}>Print receipt</Button>
      )}
      {may.cancel && (
        <Button kind="danger" onClick={() => setAsking(true)}>
          Cancel the order
        </Button>
      )}
      {isOver && (
        <ShopLink className={buttonClass({ kind: "ink" })} href="/products">
          Back to the shop
        </ShopLink>
      )}
      <CancelDialog order={order} open={asking} onClose={close} />
    </div>
  );
}
