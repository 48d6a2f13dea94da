"use client";

import { Notice } from "@scarlet/ui/feedback/notice";
import { useQuery } from "@tanstack/react-query";
import { inventoryCopy } from "../copy/inventory/list.ts";
import { useTRPC } from "../trpc/client.tsx";

const REFRESH_INTERVAL_MS = 60_000;
/** How many SKUs are named; of the others only the number is told. */
const MAX_NAMED_SKUS = 5;

/** Warns about SKUs with drift, as the background audit found it. Shows nothing while there is none. */
export function DriftNotice() {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.inventory.drift.queryOptions(), refetchInterval: REFRESH_INTERVAL_MS });
  if (data === undefined || data.length === 0) return null;
  const named = data.slice(0, MAX_NAMED_SKUS).map(({ sku }) => sku);
  return (
    <div className="list-notice">
      <Notice kind="danger" title={inventoryCopy.driftHead(data.length)}>
        {inventoryCopy.drift(named, data.length - named.length)}
      </Notice>
    </div>
  );
}
