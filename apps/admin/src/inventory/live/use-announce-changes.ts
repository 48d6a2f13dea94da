"use client";

import type { StockRow } from "@scarlet/domain/inventory";
import { useEffect, useRef, useState } from "react";
import { inventoryCopy } from "../../copy/inventory/list.ts";
import { useAnnounce } from "../../shell/status/page-status.tsx";
import { createChangeReport } from "./change-report.ts";

type Announced = {
  /** What is on screen now. */
  readonly rows: readonly StockRow[];
  /** The SKU that is looked at now. */
  readonly watched: () => string | undefined;
  /** Whether this person has just changed it: the editor announces that. */
  readonly isOwnChange: (sku: string) => boolean;
};

/** Tells screen readers of changes that come by themselves. */
export function useAnnounceChanges({ rows, watched, isOwnChange }: Announced): void {
  const announce = useAnnounce();
  const isWatched = useRef(watched);
  const seen = useRef<ReadonlyMap<string, number>>(new Map());
  const [report] = useState(() =>
    createChangeReport({
      watched: () => isWatched.current(),
      onWatched: ({ sku, onHand, reserved, available }) =>
        announce(inventoryCopy.changedRow(sku, onHand, reserved, available)),
      onOthers: (count) => announce(inventoryCopy.changedRows(count)),
    }),
  );
  useEffect(() => {
    isWatched.current = watched;
  }, [watched]);
  useEffect(() => {
    const isChanged = ({ sku, version }: StockRow) => version > (seen.current.get(sku) ?? version);
    report.note(rows.filter((row) => isChanged(row) && !isOwnChange(row.sku)));
    seen.current = new Map(rows.map(({ sku, version }) => [sku, version]));
  }, [rows, isOwnChange, report]);
  useEffect(() => () => report.cancel(), [report]);
}
