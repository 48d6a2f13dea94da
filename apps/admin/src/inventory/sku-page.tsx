"use client";

import { stockLevel } from "@scarlet/domain/catalog";
import type { StockListRow } from "@scarlet/domain/inventory";
import { Button } from "@scarlet/ui/actions/button";
import { EmptyState } from "@scarlet/ui/feedback/empty-state";
import { StatusLabel } from "@scarlet/ui/feedback/status-label";
import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useCallback, useMemo, useRef } from "react";
import { skuCopy } from "../copy/inventory/sku.ts";
import { pageNames } from "../copy/pages.ts";
import { formatNumber } from "../format/numbers.ts";
import { Thumbnail } from "../parts/data/thumbnail.tsx";
import { useMay } from "../session/person-context.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { LoadFailed, QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { ChangedFigure } from "./changed-figure.tsx";
import { EditorPopovers } from "./editor/editor-popovers.tsx";
import { useStockEditor } from "./editor/use-stock-editor.ts";
import { Ledger } from "./ledger/ledger.tsx";
import { useAnnounceChanges } from "./live/use-announce-changes.ts";
import { useReadOnReturn } from "./live/use-read-on-return.ts";
import { ReadOnlyNotice } from "./read-only-notice.tsx";
import { rowTitle } from "./rows/row-title.ts";
import { useNewestRows } from "./rows/stock-row-store-context.tsx";
import { WaitingPeople } from "./waiting-people.tsx";

const CRUMBS = [{ name: pageNames.inventory, href: "/inventory" }] as const;
const NO_ROWS: readonly StockListRow[] = [];

/** The page of one SKU: its stock, and the ledger that explains it. */
export function SkuPage({ sku }: { sku: string }) {
  const trpc = useTRPC();
  const list = useQuery(trpc.inventory.list.queryOptions({ sku, limit: 1 }));
  const [row] = useNewestRows(list.data?.items ?? NO_ROWS);
  const mayAdjust = useMay("stock.adjust");
  const editor = useStockEditor(useReadOnReturn());
  const rows = useMemo(() => (row === undefined ? NO_ROWS : [row]), [row]);
  useAnnounceChanges({ rows, watched: useCallback(() => sku, [sku]), isOwnChange: editor.isOwnChange });
  const actions = useRef<HTMLSpanElement>(null);
  const anchor = useCallback(() => actions.current, []);
  const refocus = useCallback(() => actions.current?.querySelector("button")?.focus(), []);
  if (list.isError && !row) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  if (!row) return <NoSuchSku sku={sku} loading={list.isPending} />;
  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        title={
          <span className="with-thumbnail">
            <Thumbnail art={row.product.art} size="medium" />
            <span>{rowTitle(row)}</span>
          </span>
        }
        fact={<span className="code">{row.sku}</span>}
        actions={
          mayAdjust ? (
            <span className="row" ref={actions}>
              <Button
                icon={Pencil}
                onClick={() => editor.open({ kind: "set", row, value: undefined, seen: row })}
              >
                {skuCopy.set}
              </Button>
              <Button kind="ink" onClick={() => editor.open({ kind: "adjust", row, delta: -1 })}>
                {skuCopy.adjust}
              </Button>
            </span>
          ) : (
            <ReadOnlyNotice />
          )
        }
      />
      <QueryError query={list} />
      <div className="page">
        <StockSummary key={row.sku} row={row} saving={editor.saving.get(row.sku)} />
        <Ledger row={row} />
      </div>
      <EditorPopovers editor={editor} anchorOf={anchor} onClosed={refocus} />
    </>
  );
}

const LEVEL_BADGES = {
  plenty: { shape: "disc", tone: "ok" },
  low: { shape: "disc", tone: "warn" },
  out: { shape: "ring", tone: "mute" },
} as const;

function StockSummary({ row, saving }: { row: StockListRow; saving: number | undefined }) {
  const onHand = saving ?? row.onHand;
  const available = onHand - row.reserved;
  const level = stockLevel(available, row.lowStockAt);
  const { shape, tone } = LEVEL_BADGES[level];
  return (
    <div className="stat-strip" aria-busy={saving !== undefined || undefined}>
      <div>
        <span className="name">{skuCopy.onHand}</span>
        <ChangedFigure value={onHand} isQuiet={saving !== undefined} />
      </div>
      <div>
        <span className="name">{skuCopy.reserved}</span>
        <ChangedFigure value={row.reserved} />
      </div>
      <div>
        <span className="name">{skuCopy.available}</span>
        <ChangedFigure value={available} />
        <StatusLabel shape={shape} tone={tone}>
          {skuCopy.level[level]}
        </StatusLabel>
        <WaitingPeople sku={row.sku} />
      </div>
      <div>
        <span className="name">{skuCopy.lowAt}</span>
        <span className="display-large">{formatNumber(row.lowStockAt)}</span>
      </div>
      <div>
        <span className="name">{skuCopy.ledger}</span>
        <span className="ledger-line">{skuCopy.movements(row.version)}</span>
        <span className="small quiet">{skuCopy.version(row.version)}</span>
      </div>
    </div>
  );
}

function NoSuchSku({ sku, loading }: { sku: string; loading: boolean }) {
  if (loading) return <PageHeader title={sku} crumbs={CRUMBS} />;
  return (
    <>
      <PageHeader title={pageNames.inventory} />
      <EmptyState figure="0" title={skuCopy.notFound(sku)}>
        {skuCopy.notFoundWhy}
      </EmptyState>
    </>
  );
}
