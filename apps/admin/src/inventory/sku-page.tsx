"use client";

import { stockLevel } from "@scarlet/domain/catalog";
import type { StockListRow } from "@scarlet/domain/inventory";
import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useCallback, useRef } from "react";
import { counted, figure } from "../format/numbers.ts";
import { Button } from "../parts/actions/button.tsx";
import { Thumbnail } from "../parts/data/thumbnail.tsx";
import { EmptyState } from "../parts/feedback/empty-state.tsx";
import { StatusLabel } from "../parts/feedback/status-label.tsx";
import { useMay } from "../session/person-context.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { EditorPopovers } from "./editor/editor-popovers.tsx";
import { rowTitle, useStockEditor } from "./editor/use-stock-editor.ts";
import { Ledger } from "./ledger/ledger.tsx";
import { ListFailed, OldFigures } from "./list-states.tsx";
import { ReadOnlyNotice } from "./read-only-notice.tsx";
import { useNewestRows } from "./rows/stock-row-store-context.tsx";

const NONE: readonly StockListRow[] = [];

/** One SKU: its figures, and the ledger that explains them. */
export function SkuPage({ sku }: { sku: string }) {
  const trpc = useTRPC();
  const list = useQuery(trpc.inventory.list.queryOptions({ sku, limit: 1 }));
  const [row] = useNewestRows(list.data?.items ?? NONE);
  const mayAdjust = useMay("stock.adjust");
  const desk = useStockEditor();
  const actions = useRef<HTMLSpanElement>(null);
  const anchor = useCallback(() => actions.current, []);
  const refocus = useCallback(() => actions.current?.querySelector("button")?.focus(), []);
  if (list.isError && !row) return <ListFailed error={list.error} onRetry={() => void list.refetch()} />;
  if (!row) return <NoSuchSku sku={sku} loading={list.isPending} />;
  return (
    <>
      <PageHeader
        crumbs={[{ words: "Inventory", href: "/inventory" }]}
        title={
          <span className="thing">
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
                onClick={() => desk.open({ is: "set", row, value: undefined, seen: row })}
              >
                Set
              </Button>
              <Button kind="ink" onClick={() => desk.open({ is: "adjust", row, delta: -1 })}>
                Adjust
              </Button>
            </span>
          ) : (
            <ReadOnlyNotice />
          )
        }
      />
      {list.isError && <OldFigures at={list.dataUpdatedAt} onRetry={() => void list.refetch()} />}
      <div className="page">
        <Figures row={row} saving={desk.saving.get(row.sku)} />
        <Ledger row={row} />
      </div>
      <EditorPopovers desk={desk} anchorOf={anchor} onClosed={refocus} />
      <span className="hidden-text" role="status">
        {desk.said}
      </span>
    </>
  );
}

const LEVELS = {
  plenty: { shape: "disc", tone: "ok", words: "In stock" },
  low: { shape: "disc", tone: "warn", words: "At or under its low mark" },
  out: { shape: "ring", tone: "mute", words: "Out of stock" },
} as const;

function Figures({ row, saving }: { row: StockListRow; saving: number | undefined }) {
  const onHand = saving ?? row.onHand;
  const available = onHand - row.reserved;
  const level = LEVELS[stockLevel(available, row.lowStockAt)];
  return (
    <div className="strip" aria-busy={saving !== undefined || undefined}>
      <div>
        <span className="name">On hand</span>
        <span className={saving === undefined ? "big" : "big quiet"}>{figure(onHand)}</span>
      </div>
      <div>
        <span className="name">− Reserved</span>
        <span className="big">{figure(row.reserved)}</span>
      </div>
      <div>
        <span className="name">= Available</span>
        <span className="big">{figure(available)}</span>
        <StatusLabel shape={level.shape} tone={level.tone}>
          {level.words}
        </StatusLabel>
      </div>
      <div>
        <span className="name">Low at</span>
        <span className="big">{figure(row.lowStockAt)}</span>
      </div>
      <div>
        <span className="name">Ledger</span>
        <span className="ledger-line">{counted(row.version, "movement")}</span>
        <span className="small quiet">version {figure(row.version)}</span>
      </div>
    </div>
  );
}

function NoSuchSku({ sku, loading }: { sku: string; loading: boolean }) {
  if (loading) return <PageHeader title={sku} crumbs={[{ words: "Inventory", href: "/inventory" }]} />;
  return (
    <>
      <PageHeader title="Inventory" />
      <EmptyState mark="0" head={`There is no SKU ${sku}.`}>
        Codes are written like CER-MUG-EMB. Look for it in the inventory.
      </EmptyState>
    </>
  );
}
