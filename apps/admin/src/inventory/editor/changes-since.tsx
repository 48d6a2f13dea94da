"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount } from "../../format/numbers.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { happenedCopy } from "../ledger/movement-copy.ts";

/** What happened to a row between the version that was seen and the current one, read from its ledger. */
export function ChangesSince({ title, seen, current }: { title: string; seen: StockRow; current: StockRow }) {
  const trpc = useTRPC();
  const count = current.version - seen.version;
  const { data } = useQuery(
    trpc.inventory.movements.queryOptions({ sku: seen.sku, limit: Math.min(100, Math.max(1, count)) }),
  );
  const newest = data?.items.find((movement) => movement.version === current.version);
  return (
    <p className="quiet">
      {title}. {count > 1 && <>{formatCount(count, "change")} since you looked; the last: </>}
      {newest === undefined ? (
        <>It is at version {current.version} now. </>
      ) : (
        <>
          {happenedCopy(newest)} at <Timestamp at={newest.at} as="time" />
          {newest.orderId !== null && (
            <>
              ,{" "}
              <Link className="link" href={`/orders/${newest.orderId}`} prefetch={false}>
                {newest.orderNumber === null ? "by an order" : `order ${newest.orderNumber}`}
              </Link>
            </>
          )}
          .{" "}
        </>
      )}
      Nothing of yours is saved yet.
    </p>
  );
}
