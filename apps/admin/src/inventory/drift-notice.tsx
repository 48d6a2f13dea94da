"use client";

import { useQuery } from "@tanstack/react-query";
import { counted } from "../format/numbers.ts";
import { Notice } from "../parts/feedback/notice.tsx";
import { useTRPC } from "../trpc/client.tsx";

const REFRESH_INTERVAL_MS = 60_000;
const NAMED = 5;

/** Tells staff that books do not agree, as the background audit found. Nothing while they do. */
export function DriftNotice() {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.inventory.drift.queryOptions(), refetchInterval: REFRESH_INTERVAL_MS });
  if (data === undefined || data.length === 0) return null;
  const named = data.slice(0, NAMED).map(({ sku }) => sku);
  const more = data.length > NAMED ? `, and ${data.length - NAMED} more` : "";
  return (
    <div className="list-notice">
      <Notice tone="danger" head={`The books of ${counted(data.length, "SKU")} do not agree.`}>
        {`${named.join(", ")}${more}. Ledger, stock and holds differ; nothing was changed. npm run ledger:verify tells how, and sets it right with --repair.`}
      </Notice>
    </div>
  );
}
