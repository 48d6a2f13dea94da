"use client";

import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { Table } from "@scarlet/ui/layout/table";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { ordersCopy } from "../copy/orders/list.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { Thumbnail } from "../parts/data/thumbnail.tsx";
import { useMay } from "../session/person-context.tsx";
import { pieceCount } from "./order-facts.ts";
import { OrderNext, OrderStatusBadge } from "./order-status.tsx";

const MAX_THUMBNAILS = 3;

/** A table of orders. A click anywhere in a row opens the order, except on a link inside it. */
export function OrderTable({ orders, busy }: { orders: readonly OrderView[]; busy: boolean }) {
  const router = useRouter();
  const { columns } = ordersCopy;
  const mayKnow = useMay("orders.read_contact");
  const open = (event: MouseEvent<HTMLTableRowElement>, id: string) => {
    if (event.target instanceof Element && event.target.closest("a")) return;
    if (window.getSelection()?.toString()) return;
    router.push(`/orders/${id}`);
  };
  return (
    <Table
      label={ordersCopy.table}
      className="table-wide table-cards orders"
      busy={busy}
      columns={[
        columns.order,
        columns.when,
        mayKnow && columns.customer,
        columns.things,
        columns.state,
        columns.next,
        { name: columns.total, numeric: true },
      ]}
    >
      {orders.map((order) => (
        <tr key={order.id} onClick={(event) => open(event, order.id)}>
          <td className="card-left-1">
            <Link className="link order-number" href={`/orders/${order.id}`} prefetch={false}>
              {order.number}
            </Link>
          </td>
          <td className="card-right-2 quiet nowrap">
            <Timestamp at={order.createdAt} as="dayAndTime" />
          </td>
          {mayKnow && (
            <td className="card-left-2">
              <bdi className="truncate order-customer">{ordersCopy.customer(order)}</bdi>
            </td>
          )}
          <td className="card-left-3">
            <Things order={order} />
          </td>
          <td className="card-right-1">
            <OrderStatusBadge order={order} />
          </td>
          <td className="quiet">
            <OrderNext order={order} />
          </td>
          <td className="card-right-3 num">{formatMoney(order.totalMinor)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Things({ order }: { order: OrderView }) {
  return (
    <div className="thumbnails">
      {order.lines.slice(0, MAX_THUMBNAILS).map((line) => (
        <Thumbnail key={line.sku} art={line.art} />
      ))}
      <span className="quiet nowrap">{ordersCopy.pieces(pieceCount(order))}</span>
    </div>
  );
}
