"use client";

import type { AdjustmentReason, StockCounts, StockListRow } from "@scarlet/domain/inventory";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { counted } from "../format/numbers.ts";
import { SearchField } from "../parts/forms/search-field.tsx";
import { Icon } from "../parts/layout/icon.tsx";
import { navigate } from "../parts/navigation/navigate.ts";
import { Tabs } from "../parts/navigation/tabs.tsx";
import { useMay } from "../session/person-context.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { DriftNotice } from "./drift-notice.tsx";
import { type StockEditor, useStockEditor } from "./editor/use-stock-editor.ts";
import { DensitySwitch } from "./grid/density-switch.tsx";
import { GridSkeleton } from "./grid/grid-skeleton.tsx";
import { StockGrid } from "./grid/stock-grid.tsx";
import { InventoryFooter } from "./inventory-footer.tsx";
import { REASON_COPY } from "./ledger/reason-copy.ts";
import { ListFailed, NothingHere, OldFigures } from "./list-states.tsx";
import { ReadOnlyNotice } from "./read-only-notice.tsx";
import { keepMine } from "./rows/stock-row-store.ts";
import { useNewestRows } from "./rows/stock-row-store-context.tsx";
import { hrefOf, type InventoryParams, listInput, parseSearchParams } from "./search-params.ts";
import { SkuDrawer } from "./sku-drawer.tsx";

/** The stock of the shop: every SKU with its three figures, to see and to change. */
export function Inventory() {
  const params = useSearchParams();
  const place = useMemo(() => parseSearchParams(new URLSearchParams(params)), [params]);
  const trpc = useTRPC();
  const counts = useQuery(trpc.inventory.counts.queryOptions()).data;
  const list = useQuery({
    ...trpc.inventory.list.queryOptions(listInput(place)),
    placeholderData: keepPreviousData,
  });
  const mayAdjust = useMay("stock.adjust");
  const desk = useStockEditor();
  const rows = useShownRows(list.data?.items, desk.mine, place);
  const [drawer, setDrawer] = useState<string>();
  const open = rows.find((row) => row.sku === drawer);
  useForgetMine(desk.forgetMine, place);
  return (
    <>
      <PageHeader
        title="Inventory"
        fact={counts && `${counted(counts.skus, "SKU")}, ${counted(counts.pieces, "piece")}`}
      />
      <DriftNotice />
      <Tabs label="Views" tabs={tabsOf(counts, place.q)} current={hrefOf({ view: place.view, q: place.q })} />
      <InventoryTools q={place.q} desk={desk} mayAdjust={mayAdjust} />
      {list.isPlaceholderData && <div className="busy-line" aria-hidden="true" />}
      {list.isError && list.data !== undefined && (
        <OldFigures at={list.dataUpdatedAt} onRetry={() => void list.refetch()} />
      )}
      {list.isError && list.data === undefined && (
        <ListFailed error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <GridSkeleton />}
      {list.data !== undefined && rows.length === 0 && <NothingHere place={place} counts={counts} />}
      {list.data !== undefined && rows.length > 0 && (
        <StockGrid
          rows={rows}
          desk={desk}
          mayAdjust={mayAdjust}
          rowCount={place.q === "" && counts ? countOf(counts, place) : undefined}
          from={place.from}
          busy={list.isPlaceholderData}
          drawer={drawer}
          onDrawer={setDrawer}
        />
      )}
      <InventoryFooter
        place={place}
        shown={rows.length}
        total={place.q === "" && counts ? countOf(counts, place) : undefined}
        nextCursor={list.isPlaceholderData ? null : (list.data?.nextCursor ?? null)}
        mayAdjust={mayAdjust}
      />
      {open && <SkuDrawer row={open} rows={rows} mayAdjust={mayAdjust} desk={desk} onShow={setDrawer} />}
      <span className="hidden-text" role="status">
        {desk.said}
      </span>
    </>
  );
}

function InventoryTools({ q, desk, mayAdjust }: { q: string; desk: StockEditor; mayAdjust: boolean }) {
  return (
    <div className="tools">
      <SearchField words="SKU or product" value={q} onFind={find} />
      {desk.counting !== undefined && (
        <CountingChip reason={desk.counting} onStop={() => desk.setCounting(undefined)} />
      )}
      {!mayAdjust && <ReadOnlyNotice />}
      <span className="push only-wide">
        <DensitySwitch />
      </span>
    </div>
  );
}

/** Narrows what the address says now: another view may have been chosen that React has not drawn yet. */
function find(q: string): void {
  const { view } = parseSearchParams(new URLSearchParams(window.location.search));
  navigate(hrefOf({ view, q }), "replace");
}

const NONE: readonly StockListRow[] = [];

/** What the server lists, with the newest figures known, and the rows I changed kept at their place. */
function useShownRows(
  listed: readonly StockListRow[] | undefined,
  mine: ReadonlySet<string>,
  place: InventoryParams,
) {
  const shown = useRef<{ place: InventoryParams; rows: readonly StockListRow[] }>({ place, rows: NONE });
  const kept = useMemo(() => {
    const before = shown.current.place === place ? shown.current.rows : NONE;
    return keepMine(before, listed ?? NONE, mine);
  }, [listed, mine, place]);
  useEffect(() => {
    shown.current = { place, rows: kept };
  }, [place, kept]);
  return useNewestRows(kept);
}

/** Rows that only stay because I changed them go when I come back to the page, or look at another view. */
function useForgetMine(forget: () => void, place: InventoryParams) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is what makes it forget
  useEffect(() => forget, [forget, place]);
  useEffect(() => {
    const back = () => {
      if (document.visibilityState === "visible") forget();
    };
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [forget]);
}

function CountingChip({ reason, onStop }: { reason: AdjustmentReason; onStop: () => void }) {
  return (
    <span className="chip">
      <span className="chip-words">
        <span className="quiet">Reason</span>
        {REASON_COPY[reason]}
      </span>
      <button
        type="button"
        aria-label="Ask for the reason again"
        title="Ask for the reason again"
        onClick={onStop}
      >
        <Icon of={X} small />
      </button>
    </span>
  );
}

function tabsOf(counts: StockCounts | undefined, q: string) {
  const tab = (words: string, view: InventoryParams["view"], count: number | undefined, warn = false) => ({
    words,
    href: hrefOf({ view, q }),
    count: q === "" ? count : undefined,
    warn: warn && count !== undefined && count > 0,
  });
  return [
    tab("All", "all", counts?.skus),
    tab("Low stock", "low", counts?.lowStock, true),
    tab("Out of stock", "out", counts?.outOfStock),
    tab("Held now", "held", counts?.held),
  ];
}

function countOf(counts: StockCounts, place: InventoryParams): number {
  return { all: counts.skus, low: counts.lowStock, out: counts.outOfStock, held: counts.held }[place.view];
}
