"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Copy, Link as LinkIcon, X } from "lucide-react";
import Link from "next/link";
import { figure } from "../format/numbers.ts";
import { Button } from "../parts/actions/button.tsx";
import { IconButton } from "../parts/actions/icon-button.tsx";
import { Thumbnail } from "../parts/data/thumbnail.tsx";
import { useToast } from "../parts/feedback/toast.tsx";
import { Icon } from "../parts/layout/icon.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { rowTitle, type StockEditor } from "./editor/use-stock-editor.ts";
import { MovementLine } from "./ledger/movement-line.tsx";
import { ReadOnlyNotice } from "./read-only-notice.tsx";

const LATEST = 8;

type SkuDrawerProps = {
  row: StockListRow;
  rows: readonly StockListRow[];
  mayAdjust: boolean;
  desk: StockEditor;
  onShow: (sku: string | undefined) => void;
};

/** One SKU beside the grid, which stays usable: J and K walk its rows. */
export function SkuDrawer({ row, rows, mayAdjust, desk, onShow }: SkuDrawerProps) {
  const say = useToast();
  const at = rows.findIndex((one) => one.sku === row.sku);
  const [before, after] = [rows[at - 1], rows[at + 1]];
  const copy = async () => {
    await navigator.clipboard.writeText(row.sku);
    say(`${row.sku} is in the clipboard.`);
  };
  return (
    <div
      className="drawer"
      role="dialog"
      aria-modal="false"
      aria-label={rowTitle(row)}
      onKeyDown={(event) => {
        if (event.key === "Escape") onShow(undefined);
      }}
    >
      <div className="drawer-head">
        <Thumbnail art={row.product.art} size="large" />
        <div className="drawer-words">
          <h2 className="dialog-title">{rowTitle(row)}</h2>
          <span className="code quiet">{row.sku}</span>
        </div>
        <DrawerTools sku={row.sku} before={before?.sku} after={after?.sku} onShow={onShow} />
      </div>
      <div className="drawer-body">
        <div className="strip">
          <Figure name="On hand" value={row.onHand} />
          <Figure name="− Reserved" value={row.reserved} />
          <Figure name="= Available" value={row.available} />
          <Figure name="Low at" value={row.lowStockAt} />
        </div>
        <Latest sku={row.sku} version={row.version} />
      </div>
      <div className="drawer-foot" data-drawer={row.sku}>
        {mayAdjust ? (
          <>
            <Button kind="ink" onClick={() => desk.open({ is: "adjust", row, delta: -1 })}>
              Adjust
            </Button>
            <Button onClick={() => desk.open({ is: "set", row, value: undefined, seen: row })}>Set</Button>
          </>
        ) : (
          <ReadOnlyNotice />
        )}
        <span className="push row">
          <Button kind="bare" icon={Copy} onClick={() => void copy()}>
            Copy SKU
          </Button>
        </span>
      </div>
    </div>
  );
}

type DrawerToolsProps = {
  sku: string;
  before: string | undefined;
  after: string | undefined;
  onShow: (sku: string | undefined) => void;
};

function DrawerTools({ sku, before, after, onShow }: DrawerToolsProps) {
  return (
    <span className="push row row-tight">
      <IconButton
        of={ChevronUp}
        label="Previous row, K"
        className="only-wide"
        off={before === undefined}
        onClick={() => onShow(before)}
      />
      <IconButton
        of={ChevronDown}
        label="Next row, J"
        className="only-wide"
        off={after === undefined}
        onClick={() => onShow(after)}
      />
      <Link
        className="tool"
        href={`/inventory/${sku}`}
        prefetch={false}
        aria-label="Open as page"
        title="Open as page"
      >
        <Icon of={LinkIcon} />
      </Link>
      <IconButton of={X} label="Close, Esc" onClick={() => onShow(undefined)} />
    </span>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <span className="name">{name}</span>
      <span className="big">{figure(value)}</span>
    </div>
  );
}

function Latest({ sku, version }: { sku: string; version: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.inventory.movements.queryOptions({ sku, limit: LATEST }));
  return (
    <section className="stack" aria-label="Latest movements">
      <div className="row">
        <h3 className="sec-name">Latest movements</h3>
        <Link className="link small push" href={`/inventory/${sku}`} prefetch={false}>
          All {figure(version)}
        </Link>
      </div>
      <ol className="time">
        {data?.items.map((movement) => (
          <MovementLine key={movement.version} movement={movement} />
        ))}
      </ol>
    </section>
  );
}
