"use client";

import type { AdjustmentReason, StockCounts } from "@scarlet/domain/inventory";
import { Icon } from "@scarlet/ui/layout/icon";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { ledgerCopy } from "../copy/inventory/ledger.ts";
import { inventoryCopy } from "../copy/inventory/list.ts";
import { listsCopy } from "../copy/lists.ts";
import { pageNames } from "../copy/pages.ts";
import { SearchField } from "../parts/forms/search-field.tsx";
import { navigate } from "../parts/navigation/navigate.ts";
import { Tabs } from "../parts/navigation/tabs.tsx";
import { useMay } from "../session/person-context.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { DriftNotice } from "./drift-notice.tsx";
import { type StockEditor, useStockEditor } from "./editor/use-stock-editor.ts";
import { DensitySwitch } from "./grid/density-switch.tsx";
import { GridSkeleton } from "./grid/grid-skeleton.tsx";
import { StockGrid } from "./grid/stock-grid.tsx";
import { InventoryFooter } from "./inventory-footer.tsx";
import { useAnnounceChanges } from "./live/use-announce-changes.ts";
import { useReadOnReturn } from "./live/use-read-on-return.ts";
import { NoRows } from "./no-rows.tsx";
import { ReadOnlyNotice } from "./read-only-notice.tsx";
import { useStockList } from "./rows/use-stock-list.ts";
import { hrefOf, type InventoryParams, parseSearchParams } from "./search-params.ts";
import { SkuDrawer } from "./sku-drawer.tsx";

/** The page with the stock of all SKUs, to read and to edit. */
export function Inventory() {
  const search = useSearchParams();
  const params = useMemo(() => parseSearchParams(new URLSearchParams(search)), [search]);
  const trpc = useTRPC();
  const counts = useQuery(trpc.inventory.counts.queryOptions()).data;
  const { query: list, rows, moved, nextCursor, sortAgain } = useStockList(params);
  const mayAdjust = useMay("stock.adjust");
  const isUnread = useReadOnReturn();
  const editor = useStockEditor(isUnread);
  const [drawer, setDrawer] = useState<string>();
  const open = rows.find((row) => row.sku === drawer);
  const watched = useCallback(() => focusedSku() ?? drawer, [drawer]);
  useAnnounceChanges({ rows, watched, isOwnChange: editor.isOwnChange });
  const isBusy = list.isPlaceholderData || isUnread;
  const total = params.q === "" && counts ? countOf(counts, params.view) : undefined;
  return (
    <>
      <PageHeader
        title={pageNames.inventory}
        fact={counts && inventoryCopy.counts(counts.skus, counts.pieces)}
      />
      <DriftNotice />
      <Tabs
        label={listsCopy.views}
        tabs={tabsOf(counts, params.q)}
        current={hrefOf({ view: params.view, q: params.q })}
      />
      <InventoryTools q={params.q} editor={editor} mayAdjust={mayAdjust} />
      {isBusy && <div className="busy-line" aria-hidden="true" />}
      <QueryError query={list} />
      {list.isPending && <GridSkeleton />}
      {list.data !== undefined && rows.length === 0 && <NoRows params={params} counts={counts} />}
      {list.data !== undefined && rows.length > 0 && (
        <StockGrid
          rows={rows}
          editor={editor}
          mayAdjust={mayAdjust}
          rowCount={total}
          from={params.from}
          busy={isBusy}
          drawer={drawer}
          onDrawer={setDrawer}
        />
      )}
      <InventoryFooter
        params={params}
        shown={rows.length}
        total={total}
        nextCursor={list.isPlaceholderData ? null : nextCursor}
        moved={moved}
        onSort={sortAgain}
        mayAdjust={mayAdjust}
      />
      {open && <SkuDrawer row={open} rows={rows} mayAdjust={mayAdjust} editor={editor} onShow={setDrawer} />}
    </>
  );
}

function InventoryTools({ q, editor, mayAdjust }: { q: string; editor: StockEditor; mayAdjust: boolean }) {
  return (
    <div className="toolbar">
      <SearchField words={inventoryCopy.search} value={q} onFind={find} />
      {editor.stickyReason !== undefined && (
        <StickyReasonChip reason={editor.stickyReason} onClear={() => editor.setStickyReason(undefined)} />
      )}
      {!mayAdjust && <ReadOnlyNotice />}
      <span className="push only-wide">
        <DensitySwitch />
      </span>
    </div>
  );
}

/** Searches in the view of the current address, which may be newer than the one that React has rendered. */
function find(q: string): void {
  const { view } = parseSearchParams(new URLSearchParams(window.location.search));
  navigate(hrefOf({ view, q }), "replace");
}

/** The SKU whose row has the focus. */
function focusedSku(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("tr[data-sku]")?.dataset.sku;
}

/** The reason that is used without asking while somebody counts, with a button that ends this. */
function StickyReasonChip({ reason, onClear }: { reason: AdjustmentReason; onClear: () => void }) {
  return (
    <span className="chip">
      <span className="chip-text">
        <span className="quiet">{inventoryCopy.stickyReason}</span>
        {ledgerCopy.reason(reason)}
      </span>
      <button
        type="button"
        aria-label={inventoryCopy.askReasonAgain}
        title={inventoryCopy.askReasonAgain}
        onClick={onClear}
      >
        <Icon of={X} small />
      </button>
    </span>
  );
}

type View = InventoryParams["view"];

function tabsOf(counts: StockCounts | undefined, q: string) {
  const tab = (view: View, count: number | undefined, warn = false) => ({
    words: inventoryCopy.view(view).name,
    href: hrefOf({ view, q }),
    count: q === "" ? count : undefined,
    warn: warn && count !== undefined && count > 0,
  });
  return [
    tab("all", counts && countOf(counts, "all")),
    tab("low", counts && countOf(counts, "low"), true),
    tab("out", counts && countOf(counts, "out")),
    tab("held", counts && countOf(counts, "held")),
  ];
}

/** How many SKUs a view has. What is out of stock is at or under its low mark too, and the API lists it there. */
function countOf({ skus, lowStock, outOfStock, held }: StockCounts, view: View): number {
  return { all: skus, low: lowStock + outOfStock, out: outOfStock, held }[view];
}
