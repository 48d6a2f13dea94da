"use client";

import type { MovementView, StockRow } from "@scarlet/domain/inventory";
import { Button } from "@scarlet/ui/actions/button";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { Table } from "@scarlet/ui/layout/table";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ledgerCopy } from "../../copy/inventory/ledger.ts";
import { language } from "../../copy/language.ts";
import { formatNumber, formatSigned } from "../../format/numbers.ts";
import { Timestamp } from "../../format/timestamp.tsx";
import { ActorName } from "../../parts/data/avatar.tsx";
import { Diff } from "../../parts/data/diff.tsx";
import { ScrollBox } from "../../parts/layout/scroll-box.tsx";
import { Section } from "../../parts/layout/section.tsx";
import { LoadFailed } from "../../shell/query-error.tsx";
import { useTRPC } from "../../trpc/client.tsx";
import { LEDGER_PAGE_SIZE } from "./ledger-page-size.ts";
import { MOVEMENT_BADGES } from "./movement-kinds.ts";

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
    <Section name={ledgerCopy.head} note={ledgerCopy.note(row.version)}>
      {ledger.isError && movements.length === 0 && (
        <LoadFailed error={ledger.error} onRetry={() => void ledger.refetch()} />
      )}
      {movements.length > 0 && <LedgerTable movements={movements} />}
      {ledger.hasNextPage && (
        <div className="row">
          <Button
            busy={ledger.isFetchingNextPage ? ledgerCopy.reading : undefined}
            onClick={() => void ledger.fetchNextPage()}
          >
            {ledgerCopy.showOlder}
          </Button>
          <span className="quiet small">
            {ledgerCopy.shownOf(movements.length, Math.max(row.version, movements.length))}
          </span>
        </div>
      )}
    </Section>
  );
}

function LedgerTable({ movements }: { movements: readonly MovementView[] }) {
  const { columns } = ledgerCopy;
  return (
    <ScrollBox name={ledgerCopy.head}>
      <Table
        className="ledger"
        columns={[
          columns.when,
          columns.movement,
          { name: columns.onHand, numeric: true },
          { name: columns.change, title: columns.changeMeans, numeric: true },
          { name: columns.reserved, numeric: true },
          { name: columns.available, numeric: true },
          columns.who,
          columns.why,
          { name: columns.version, numeric: true },
        ]}
      >
        {movements.map((movement) => (
          <LedgerLine key={movement.version} movement={movement} />
        ))}
      </Table>
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
          {ledgerCopy.kind(movement.kind)}
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
          {movement.orderNumber ?? ledgerCopy.order}
        </Link>
      )}{" "}
      {reason !== null && (
        <span className={orderId === null ? undefined : "quiet"}>{ledgerCopy.reason(reason)}</span>
      )}{" "}
      {note !== null && (
        <span className="quiet">
          {language.quotes.before}
          <bdi>{note}</bdi>
          {language.quotes.after}
        </span>
      )}
    </>
  );
}
