import type { HolderView } from "@scarlet/domain/orders";
import { Table } from "@scarlet/ui/layout/table";
import Link from "next/link";
import { holdersCopy } from "../copy/holders.ts";
import { formatNumber } from "../format/numbers.ts";
import { Timestamp } from "../format/timestamp.tsx";

/** A table of holders with links to their orders, where a hold can be ended. */
export function HolderTable({ holders, label }: { holders: readonly HolderView[]; label: string }) {
  const { columns } = holdersCopy;
  return (
    <Table
      label={label}
      className="table-cards"
      columns={[
        columns.who,
        { name: columns.pieces, numeric: true },
        { name: columns.holds, numeric: true },
        columns.ends,
        columns.orders,
      ]}
    >
      {holders.map((holder) => (
        <tr key={holder.key}>
          <td className="card-left-1 holder-name">
            <bdi>{holder.who}</bdi>
          </td>
          <td className="card-right-1 num" data-unit={holdersCopy.piecesUnit(holder.pieces)}>
            {formatNumber(holder.pieces)}
          </td>
          <td className="card-left-2 num quiet" data-unit={holdersCopy.holdsUnit(holder.holds)}>
            {formatNumber(holder.holds)}
          </td>
          <td className="card-right-2 quiet nowrap">
            <Timestamp at={holder.endsAt} as="dayAndTime" />
          </td>
          <td className="card-left-3">
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
    </Table>
  );
}
