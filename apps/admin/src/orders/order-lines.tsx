import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
import { Table } from "@scarlet/ui/layout/table";
import { Totals } from "@scarlet/ui/order/totals";
import Link from "next/link";
import { orderCopy } from "../copy/orders/order.ts";
import { formatNumber } from "../format/numbers.ts";
import { Thumbnail } from "../parts/data/thumbnail.tsx";
import { ScrollBox } from "../parts/layout/scroll-box.tsx";

const { lines: copy } = orderCopy;

/** The lines of an order at the prices they were bought for, what was cancelled or returned, and the totals. */
export function OrderLines({ order }: { order: OrderView }) {
  const someReturned = order.lines.some(({ returned }) => returned > 0);
  return (
    <>
      <ScrollBox name={copy.table}>
        <Table
          className="table-lines"
          columns={[
            copy.thing,
            copy.sku,
            { name: copy.price, numeric: true },
            { name: copy.ordered, numeric: true },
            { name: copy.cancelled, numeric: true },
            someReturned && { name: copy.returned, numeric: true },
            { name: copy.sum, numeric: true },
          ]}
        >
          {order.lines.map((line) => (
            <tr key={line.sku}>
              <td>
                <div className="with-thumbnail">
                  <Thumbnail art={line.art} size="medium" />
                  <div>
                    <b>{line.title}</b>
                    <div className="quiet small">{Object.values(line.options).join(", ")}</div>
                  </div>
                </div>
              </td>
              <td>
                <Link className="link" href={`/inventory/${line.sku}`} prefetch={false}>
                  {line.sku}
                </Link>
              </td>
              <td className="num">{formatMoney(line.unitPriceMinor)}</td>
              <td className="num">{formatNumber(line.quantity + line.cancelled)}</td>
              <td className={line.cancelled === 0 ? "num quiet" : "num"}>{formatNumber(line.cancelled)}</td>
              {someReturned && (
                <td className={line.returned === 0 ? "num quiet" : "num"}>{formatNumber(line.returned)}</td>
              )}
              <td className="num">{formatMoney(line.unitPriceMinor * line.quantity)}</td>
            </tr>
          ))}
        </Table>
      </ScrollBox>
      <Totals
        rows={[
          { name: copy.goods, amount: order.goodsMinor },
          { name: copy.delivery(order.delivery), amount: order.deliveryMinor },
          { name: copy.vat(order.vatBasisPoints), amount: order.vatMinor, kind: "part" },
          { name: copy.total, amount: order.totalMinor, kind: "total" },
        ]}
      />
    </>
  );
}
