import { formatMoney } from "@scarlet/domain/kernel";
import type { OrderView } from "@scarlet/domain/orders";
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
        <table className="table table-lines">
          <thead>
            <tr>
              <th scope="col">{copy.thing}</th>
              <th scope="col">{copy.sku}</th>
              <th scope="col" className="num">
                {copy.price}
              </th>
              <th scope="col" className="num">
                {copy.ordered}
              </th>
              <th scope="col" className="num">
                {copy.cancelled}
              </th>
              {someReturned && (
                <th scope="col" className="num">
                  {copy.returned}
                </th>
              )}
              <th scope="col" className="num">
                {copy.sum}
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr key={line.sku}>
                <td>
                  <div className="thing">
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
          </tbody>
        </table>
      </ScrollBox>
      <dl className="sums">
        <Sum name={copy.goods} amountMinor={order.goodsMinor} />
        <Sum name={copy.delivery(order.delivery)} amountMinor={order.deliveryMinor} />
        <Sum name={copy.vat(order.vatBasisPoints)} amountMinor={order.vatMinor} />
        <Sum name={copy.total} amountMinor={order.totalMinor} />
      </dl>
    </>
  );
}

function Sum({ name, amountMinor }: { name: string; amountMinor: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{formatMoney(amountMinor)}</dd>
    </div>
  );
}
