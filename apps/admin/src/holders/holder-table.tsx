import type { HolderView } from "@scarlet/domain/orders";
import Link from "next/link";
import { formatNumber } from "../format/numbers.ts";
import { Timestamp } from "../format/timestamp.tsx";

/** A table of holders with links to their orders, where a hold can be ended. */
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
              {holder.orders.map(({ id, number }, index) => (
                <span key={id}>
                  {index > 0 && ", "}
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

/** The noun of a count, for narrow screens, where the column headers are hidden. */
function unit(value: number, one: string): string {
  return value === 1 ? one : `${one}s`;
}
