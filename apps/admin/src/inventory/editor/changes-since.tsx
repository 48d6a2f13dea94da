"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { stockEditorCopy } from "../../copy/inventory/editor.ts";
import { ledgerCopy } from "../../copy/inventory/ledger.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { movementAmount } from "../ledger/movement-kinds.ts";

const { conflict: copy } = stockEditorCopy;

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
      {copy.since(title, count)}
      {newest === undefined ? (
        copy.versionNow(current.version)
      ) : (
        <>
          {copy.happenedAt(ledgerCopy.happened(newest.kind, movementAmount(newest), newest.actor.name))}
          <Timestamp at={newest.at} as="time" />
          {newest.orderId !== null && (
            <>
              {copy.beforeOrder}
              <Link className="link" href={`/orders/${newest.orderId}`} prefetch={false}>
                {copy.order(newest.orderNumber)}
              </Link>
            </>
          )}
          {copy.afterHappened}
        </>
      )}
      {copy.nothingSaved}
    </p>
  );
}
