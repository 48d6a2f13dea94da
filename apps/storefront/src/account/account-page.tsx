"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { buttonClass } from "@scarlet/ui/actions/button";
import { StatusTag } from "@scarlet/ui/feedback/status-tag";
import { Breadcrumbs } from "@scarlet/ui/layout/breadcrumbs";
import { Photo } from "@scarlet/ui/product/photo";
import { Price } from "@scarlet/ui/product/price";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Moment } from "../format/moment.tsx";
import { STATUS_LABELS } from "../orders/order-copy.ts";
import { ShopLink } from "../shell/shop-link.tsx";
import { earliest, useRefetchAt } from "../stock/use-refetch-at.ts";
import { useTRPC } from "../trpc/client.tsx";
import { HeldTag } from "./held-tag.tsx";
import { ordersHref, ordersInput } from "./orders-input.ts";
import { SignOutButton } from "./sign-out-button.tsx";

const THUMBS = 4;

/** A shopper's own orders. */
export function AccountPage({
  name,
  cursor,
}: {
  readonly name: string;
  readonly cursor: string | undefined;
}) {
  const query = useTRPC().orders.mine.queryOptions(ordersInput(cursor));
  const { data } = useSuspenseQuery(query);
  const ends = data.items.map((order) => (order.status === "pending" ? order.holdExpiresAt : null));
  useRefetchAt(query.queryKey, earliest(ends));
  return (
    <div className="wrap">
      <Breadcrumbs trail={[{ name: "Home", href: "/" }]} here="Your orders" Link={ShopLink} />
      <div className="list-head">
        <h1 className="title">Your orders</h1>
        <p className="quiet">
          Signed in as <bdi>{name}</bdi>.
        </p>
      </div>
      <div className="account">
        <nav className="side" aria-label="Account">
          <ShopLink href="/account" aria-current="page">
            Orders
          </ShopLink>
          <SignOutButton />
        </nav>
        <div>
          {data.items.length === 0 ? <NoOrders /> : <Orders orders={data.items} />}
          {data.nextCursor !== null && (
            <p className="older">
              <ShopLink className={buttonClass()} href={ordersHref(data.nextCursor)}>
                Older orders
              </ShopLink>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function NoOrders() {
  return (
    <div className="empty-list">
      <h2 className="heading">No orders yet.</h2>
      <p className="quiet">When you buy something, it is listed here from the moment we hold it for you.</p>
      <ShopLink className={buttonClass({ kind: "ink" })} href="/products">
        See what is here
      </ShopLink>
    </div>
  );
}

function Orders({ orders }: { readonly orders: readonly OrderView[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Things</th>
          <th scope="col">State</th>
          <th scope="col" className="end">
            Total
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </tbody>
    </table>
  );
}

function OrderRow({ order }: { readonly order: OrderView }) {
  const { word, tone } = STATUS_LABELS[order.status];
  return (
    <tr>
      <td>
        <ShopLink className="card-name figure link" href={`/orders/${order.id}`}>
          {order.number}
        </ShopLink>
        <div className="quiet small">
          <Moment at={order.createdAt} as="day" />
        </div>
      </td>
      <td>
        <div className="thumbs" role="img" aria-label={order.lines.map(({ title }) => title).join(", ")}>
          {order.lines.slice(0, THUMBS).map((line) => (
            <Photo key={line.sku} art={line.art} />
          ))}
        </div>
      </td>
      <td>
        {order.status === "pending" ? (
          <HeldTag until={order.holdExpiresAt} />
        ) : (
          <StatusTag tone={tone}>{word}</StatusTag>
        )}
      </td>
      <td className="end">
        <Price amountMinor={order.totalMinor} />
      </td>
    </tr>
  );
}
