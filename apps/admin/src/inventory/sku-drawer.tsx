"use client";

import type { StockListRow } from "@scarlet/domain/inventory";
import { Button } from "@scarlet/ui/actions/button";
import { IconButton } from "@scarlet/ui/actions/icon-button";
import { useToast } from "@scarlet/ui/feedback/toast-provider";
import { Icon } from "@scarlet/ui/layout/icon";
import { Timeline } from "@scarlet/ui/order/timeline";
import { SideDrawer } from "@scarlet/ui/overlays/side-drawer";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Copy, Link as LinkIcon } from "lucide-react";
import Link from "next/link";
import { skuCopy } from "../copy/inventory/sku.ts";
import { Thumbnail } from "../parts/data/thumbnail.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { ChangedFigure } from "./changed-figure.tsx";
import type { StockEditor } from "./editor/use-stock-editor.ts";
import { MovementLine } from "./ledger/movement-line.tsx";
import { ReadOnlyNotice } from "./read-only-notice.tsx";
import { rowTitle } from "./rows/row-title.ts";

const { drawer: copy } = skuCopy;
const LATEST_MOVEMENTS = 8;

type SkuDrawerProps = {
  row: StockListRow;
  rows: readonly StockListRow[];
  mayAdjust: boolean;
  editor: StockEditor;
  onShow: (sku: string | undefined) => void;
};

/** The drawer with one SKU. It is not modal: the grid beside it stays usable, and J and K move the drawer to other rows. */
export function SkuDrawer({ row, rows, mayAdjust, editor, onShow }: SkuDrawerProps) {
  const showToast = useToast();
  const index = rows.findIndex((each) => each.sku === row.sku);
  const [previous, next] = [rows[index - 1], rows[index + 1]];
  const copySku = async () => {
    await navigator.clipboard.writeText(row.sku);
    showToast({ text: copy.copied(row.sku) });
  };
  return (
    <SideDrawer
      label={rowTitle(row)}
      title={rowTitle(row)}
      lead={<span className="code quiet">{row.sku}</span>}
      picture={<Thumbnail art={row.product.art} size="large" />}
      tools={<DrawerTools sku={row.sku} previous={previous?.sku} next={next?.sku} onShow={onShow} />}
      closeLabel={copy.close}
      onClose={() => onShow(undefined)}
      foot={
        <>
          {mayAdjust ? <EditButtons row={row} editor={editor} /> : <ReadOnlyNotice />}
          <span className="push row">
            <Button kind="bare" icon={Copy} onClick={() => void copySku()}>
              {copy.copySku}
            </Button>
          </span>
        </>
      }
    >
      <div className="stat-strip" key={row.sku}>
        <Figure name={skuCopy.onHand} value={row.onHand} />
        <Figure name={skuCopy.reserved} value={row.reserved} />
        <Figure name={skuCopy.available} value={row.available} />
        <Figure name={skuCopy.lowAt} value={row.lowStockAt} />
      </div>
      <LatestMovements sku={row.sku} version={row.version} />
    </SideDrawer>
  );
}

/** The popovers of the row are placed at these buttons, which they find by `data-drawer`. */
function EditButtons({ row, editor }: Pick<SkuDrawerProps, "row" | "editor">) {
  return (
    <span className="row" data-drawer={row.sku}>
      <Button kind="ink" onClick={() => editor.open({ kind: "adjust", row, delta: -1 })}>
        {skuCopy.adjust}
      </Button>
      <Button onClick={() => editor.open({ kind: "set", row, value: undefined, seen: row })}>
        {skuCopy.set}
      </Button>
    </span>
  );
}

type DrawerToolsProps = {
  sku: string;
  previous: string | undefined;
  next: string | undefined;
  onShow: (sku: string | undefined) => void;
};

function DrawerTools({ sku, previous, next, onShow }: DrawerToolsProps) {
  return (
    <>
      <IconButton
        of={ChevronUp}
        label={copy.previous}
        className="only-wide"
        off={previous === undefined}
        onClick={() => onShow(previous)}
      />
      <IconButton
        of={ChevronDown}
        label={copy.next}
        className="only-wide"
        off={next === undefined}
        onClick={() => onShow(next)}
      />
      <Link
        className="icon-button"
        href={`/inventory/${sku}`}
        prefetch={false}
        aria-label={copy.openAsPage}
        title={copy.openAsPage}
      >
        <Icon of={LinkIcon} />
      </Link>
    </>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <span className="name">{name}</span>
      <ChangedFigure value={value} />
    </div>
  );
}

function LatestMovements({ sku, version }: { sku: string; version: number }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.inventory.movements.queryOptions({ sku, limit: LATEST_MOVEMENTS }));
  return (
    <section className="stack" aria-label={copy.latest}>
      <div className="row">
        <h3 className="section-name">{copy.latest}</h3>
        <Link className="link small push" href={`/inventory/${sku}`} prefetch={false}>
          {copy.all(version)}
        </Link>
      </div>
      <Timeline>
        {data?.items.map((movement) => (
          <MovementLine key={movement.version} movement={movement} />
        ))}
      </Timeline>
    </section>
  );
}
