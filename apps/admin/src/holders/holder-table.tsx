import type { HolderView } from "@scarlet/domain/orders";
import Link from "next/link";
import { holdersCopy } from "../copy/holders.ts";
import { formatNumber } from "../format/numbers.ts";
import { Timestamp } from "../format/timestamp.tsx";

/** A table of holders with links to their orders, where a hold can be ended. */
export function HolderTable({ holders, label }: { holders: readonly HolderView[]; label: string }) {
  const { columns } = holdersCopy;
  return (
    <table className="table cards" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{columns.who}</th>
          <th scope="col" className="num">
            {columns.pieces}
          </th>
          <th scope="col" className="num">
            {columns.holds}
          </th>
          <th scope="col">{columns.ends}</th>
          <th scope="col">{columns.orders}</th>
        </tr>
      </thead>
      <tbody>
        {holders.map((holder) => (
          <tr key={holder.key}>
            <td className="k-a holder-who">
              <bdi>{holder.who}</bdi>
            </td>
            <td className="k-b num" data-unit={holdersCopy.piecesUnit(holder.pieces)}>
              {formatNumber(holder.pieces)}
            </td>
            <td className="k-c num quiet" data-unit={holdersCopy.holdsUnit(holder.holds)}>
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
