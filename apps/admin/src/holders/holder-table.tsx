import type { HolderView } from "@scarlet/domain/orders";
import Link from "next/link";
import { formatNumber } from "../format/numbers.ts";
import { Timestamp } from "../format/timestamp.tsx";

/** Holders, most pieces first; each order leads to the page where its hold can be ended. */
export function HolderTable({ holders, label }: { holders: readonly HolderView[]; label: string }) {
  return (
    <table className="table cards" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col" className="num">
            Pieces
          </th>
          <th scope="col" className="num">
            Holds
          </th>
          <th scope="col">Last ends</th>
          <th scope="col">Orders</th>
        </tr>
      </thead>
      <tbody>
        {holders.map((holder) => (
          <tr key={holder.key}>
            <td className="k-a holder-who">
              <bdi>{holder.who}</bdi>
            </td>
            <td className="k-b num" data-unit={unit(holder.pieces, "piece")}>
              {formatNumber(holder.pieces)}
            </td>
            <td className="k-c num quiet" data-unit={unit(holder.holds, "hold")}>
              {formatNumber(holder.holds)}
            </td>
            <td className="k-d quiet nowrap">
              <Timestamp at={holder.endsAt} as="dayAndTime" />
            </td>
            <td className="k-e">
              {holder.orders.map(({ id, number }, place) => (
                <span key={id}>
                  {place > 0 && ", "}
                  <Link className="link" href={`/orders/${id}`} prefetch={false}>
                    {number}
                  </Link>
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a figure counts, for a narrow page, where no column says it. */
function unit(value: number, one: string): string {
  return value === 1 ? one : `${one}s`;
}
