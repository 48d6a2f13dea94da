"use client";

import type { AdjustmentReason, StockCounts, StockListRow } from "@scarlet/domain/inventory";
import { Icon } from "@scarlet/ui/layout/icon";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
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
import { NoRows } from "./no-rows.tsx";
import { ReadOnlyNotice } from "./read-only-notice.tsx";
import { keepEditedRows } from "./rows/stock-row-store.ts";
import { useNewestRows } from "./rows/stock-row-store-context.tsx";
import { hrefOf, type InventoryParams, listInput, parseSearchParams } from "./search-params.ts";
import { SkuDrawer } from "./sku-drawer.tsx";

/** The page with the stock of all SKUs, to read and to edit. */
export function Inventory() {
  const search = useSearchParams();
  const params = useMemo(() => parseSearchParams(new URLSearchParams(search)), [search]);
  const trpc = useTRPC();
  const counts = useQuery(trpc.inventory.counts.queryOptions()).data;
  const list = useQuery({
    ...trpc.inventory.list.queryOptions(listInput(params)),
    placeholderData: keepPreviousData,
  });
  const mayAdjust = useMay("stock.adjust");
  const editor = useStockEditor();
  const rows = useShownRows(list.data?.items, editor.editedSkus, params);
  const [drawer, setDrawer] = useState<string>();
  const open = rows.find((row) => row.sku === drawer);
  useClearEdited(editor.clearEdited, params);
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
      {list.isPlaceholderData && <div className="busy-line" aria-hidden="true" />}
      <QueryError query={list} />
      {list.isPending && <GridSkeleton />}
      {list.data !== undefined && rows.length === 0 && <NoRows params={params} counts={counts} />}
      {list.data !== undefined && rows.length > 0 && (
        <StockGrid
          rows={rows}
          editor={editor}
          mayAdjust={mayAdjust}
          rowCount={params.q === "" && counts ? countOf(counts, params.view) : undefined}
          from={params.from}
          busy={list.isPlaceholderData}
          drawer={drawer}
          onDrawer={setDrawer}
        />
      )}
      <InventoryFooter
        params={params}
        shown={rows.length}
        total={params.q === "" && counts ? countOf(counts, params.view) : undefined}
        nextCursor={list.isPlaceholderData ? null : (list.data?.nextCursor ?? null)}
        mayAdjust={mayAdjust}
      />
      {open && <SkuDrawer row={open} rows={rows} mayAdjust={mayAdjust} editor={editor} onShow={setDrawer} />}
      <span className="hidden-text" role="status">
        {editor.announcement}
      </span>
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

const NO_ROWS: readonly StockListRow[] = [];

/** The rows that the API lists, with the newest stock known, and the rows edited in this view even if they left it. */
function useShownRows(
  listed: readonly StockListRow[] | undefined,
  editedSkus: ReadonlySet<string>,
  params: InventoryParams,
) {
  const shown = useRef<{ params: InventoryParams; rows: readonly StockListRow[] }>({ params, rows: NO_ROWS });
  const kept = useMemo(() => {
    const before = shown.current.params === params ? shown.current.rows : NO_ROWS;
    return keepEditedRows(before, listed ?? NO_ROWS, editedSkus);
  }, [listed, editedSkus, params]);
  useEffect(() => {
    shown.current = { params, rows: kept };
  }, [params, kept]);
  return useNewestRows(kept);
}

/** Stops keeping edited rows when another view is chosen, or when the person comes back to the tab. */
function useClearEdited(clearEdited: () => void, params: InventoryParams) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: other parameters are another view
  useEffect(() => clearEdited, [clearEdited, params]);
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === "visible") clearEdited();
    };
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [clearEdited]);
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
    tab("all", counts?.skus),
    tab("low", counts?.lowStock, true),
    tab("out", counts?.outOfStock),
    tab("held", counts?.held),
  ];
}

/** How many SKUs a view has. */
function countOf(counts: StockCounts, view: View): number {
  return { all: counts.skus, low: counts.lowStock, out: counts.outOfStock, held: counts.held }[view];
}
