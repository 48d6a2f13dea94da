"use client";

import type { MovementView, StockRow } from "@scarlet/domain/inventory";
import { Button } from "@scarlet/ui/actions/button";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount, formatNumber, formatSigned } from "../../format/numbers.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { ActorName } from "../../parts/data/avatar.tsx";
import { Diff } from "../../parts/data/diff.tsx";
import { StatusLabel } from "../../parts/feedback/status-label.tsx";
import { ScrollBox } from "../../parts/layout/scroll-box.tsx";
import { Section } from "../../parts/layout/section.tsx";
import { LoadFailed } from "../../shell/query-error.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { LEDGER_PAGE_SIZE } from "./ledger-page-size.ts";
import { MOVEMENT_BADGES } from "./movement-copy.ts";
import { reasonCopy } from "./reason-copy.ts";

/** All movements of a SKU, newest first, with on hand and reserved after each. */
export function Ledger({ row }: { row: StockRow }) {
  const trpc = useTRPC();
  const ledger = useInfiniteQuery(
    trpc.inventory.movements.infiniteQueryOptions(
      { sku: row.sku, limit: LEDGER_PAGE_SIZE },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const movements = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section name="Ledger" note={`${formatCount(row.version, "movement")}, newest first`}>
      {ledger.isError && movements.length === 0 && (
        <LoadFailed error={ledger.error} onRetry={() => void ledger.refetch()} />
      )}
      {movements.length > 0 && <LedgerTable movements={movements} />}
      {ledger.hasNextPage && (
        <div className="row">
          <Button
            busy={ledger.isFetchingNextPage ? "Reading" : undefined}
            onClick={() => void ledger.fetchNextPage()}
          >
            Show older
          </Button>
          <span className="quiet small">
            {formatNumber(movements.length)} of {formatNumber(Math.max(row.version, movements.length))}
          </span>
        </div>
      )}
    </Section>
  );
}

function LedgerTable({ movements }: { movements: readonly MovementView[] }) {
  return (
    <ScrollBox name="Ledger">
      <table className="table ledger">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Movement</th>
            <th scope="col" className="num">
              On hand
            </th>
            <th scope="col" className="num">
              <abbr title="Change of on hand">±</abbr>
            </th>
            <th scope="col" className="num">
              Reserved
            </th>
            <th scope="col" className="num">
              Available
            </th>
            <th scope="col">Who</th>
            <th scope="col">Why</th>
            <th scope="col" className="num">
              Version
            </th>
          </tr>
        </thead>
        <tbody>
          {movements.map((movement) => (
            <LedgerLine key={movement.version} movement={movement} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function LedgerLine({ movement }: { movement: MovementView }) {
  const { delta, before, after } = movement;
  const badge = MOVEMENT_BADGES[movement.kind];
  return (
    <tr>
      <td className="nowrap">
        <Timestamp at={movement.at} as="dayAndTime" />
      </td>
      <td>
        <StatusLabel shape={badge.shape} tone={badge.tone}>
          {movement.kind}
        </StatusLabel>
      </td>
      <td className="num">
        <BeforeAfter before={before.onHand} after={after.onHand} />
      </td>
      <td className="num">
        {delta.onHand !== 0 && (
          <b className={delta.onHand > 0 ? "ok" : undefined}>{formatSigned(delta.onHand)}</b>
        )}
      </td>
      <td className="num">
        <BeforeAfter before={before.reserved} after={after.reserved} />
      </td>
      <td className="num">
        <b>{formatNumber(after.onHand - after.reserved)}</b>
      </td>
      <td>
        <ActorName actor={movement.actor} />
      </td>
      <td>
        <Why movement={movement} />
      </td>
      <td className="num quiet">{formatNumber(movement.version)}</td>
    </tr>
  );
}

/** A value before and after a movement; only once when the movement did not change it. */
function BeforeAfter({ before, after }: { before: number; after: number }) {
  return before === after ? (
    <span className="quiet">{formatNumber(after)}</span>
  ) : (
    <Diff from={before} to={after} />
  );
}

function Why({ movement }: { movement: MovementView }) {
  const { orderId, reason, note } = movement;
  return (
    <>
      {orderId !== null && (
        <Link className="link" href={`/orders/${orderId}`} prefetch={false}>
          {movement.orderNumber ?? "Order"}
        </Link>
      )}{" "}
      {reason !== null && (
        <span className={orderId === null ? undefined : "quiet"}>{reasonCopy(reason)}</span>
      )}{" "}
      {note !== null && (
        <span className="quiet">
          “<bdi>{note}</bdi>”
        </span>
      )}
    </>
  );
}
