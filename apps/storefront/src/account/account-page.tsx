"use client";

import type { OrderView } from "@scarlet/domain/orders";
import { buttonClass } from "@scarlet/ui/actions/button";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { Table } from "@scarlet/ui/layout/table";
import { Photo } from "@scarlet/ui/product/photo";
import { Price } from "@scarlet/ui/product/price";
import { useSuspenseQuery } from "@tanstack/react-query";
import { accountCopy } from "../copy/account.ts";
import { ordersCopy } from "../copy/orders.ts";
import { placesCopy } from "../copy/places.ts";
import { Moment } from "../format/moment.tsx";
import { STATUS_TONES } from "../orders/status-tones.ts";
import { ShopBreadcrumbs } from "../shell/shop-breadcrumbs.tsx";
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
      <ShopBreadcrumbs here={placesCopy.yourOrders} />
      <div className="list-head">
        <h1 className="title">{placesCopy.yourOrders}</h1>
        <p className="quiet">
          {accountCopy.signedInAs.before}
          <bdi>{name}</bdi>
          {accountCopy.signedInAs.after}
        </p>
      </div>
      <div className="account">
        <nav className="account-nav" aria-label={accountCopy.nav}>
          <ShopLink href="/account" aria-current="page">
            {accountCopy.orders}
          </ShopLink>
          <SignOutButton />
        </nav>
        <div>
          {data.items.length === 0 ? <NoOrders /> : <Orders orders={data.items} />}
          {data.nextCursor !== null && (
            <p className="older-orders">
              <ShopLink className={buttonClass()} href={ordersHref(data.nextCursor)}>
                {accountCopy.olderOrders}
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
      <h2 className="heading">{accountCopy.noOrders.title}</h2>
      <p className="quiet">{accountCopy.noOrders.text}</p>
      <ShopLink className={buttonClass({ kind: "ink" })} href="/products">
        {placesCopy.seeWhatIsHere}
      </ShopLink>
    </div>
  );
}

function Orders({ orders }: { readonly orders: readonly OrderView[] }) {
  const { columns } = accountCopy;
  return (
    <Table columns={[columns.order, columns.things, columns.state, { name: columns.total, numeric: true }]}>
      {orders.map((order) => (
        <OrderRow key={order.id} order={order} />
      ))}
    </Table>
  );
}

function OrderRow({ order }: { readonly order: OrderView }) {
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
        <div className="thumbnails" role="img" aria-label={order.lines.map(({ title }) => title).join(", ")}>
          {order.lines.slice(0, THUMBS).map((line) => (
            <Photo key={line.sku} art={line.art} />
          ))}
        </div>
      </td>
      <td>
        {order.status === "pending" ? (
          <HeldTag until={order.holdExpiresAt} />
        ) : (
          <StatusLabel tone={STATUS_TONES[order.status]}>{ordersCopy.statuses[order.status]}</StatusLabel>
        )}
      </td>
      <td className="num">
        <Price amountMinor={order.totalMinor} />
      </td>
    </tr>
  );
}
