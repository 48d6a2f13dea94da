"use client";

import type { CacheSpan } from "@scarlet/domain/inventory";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListFailed, OldFigures } from "../inventory/list-states.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { Auditor } from "./auditor.tsx";
import { cacheSummary, ModeActions, Modes } from "./cache-modes.tsx";
import { OpenFences } from "./open-fences.tsx";
import { Processes } from "./processes.tsx";
import { CachedProducts } from "./products/cached-products.tsx";
import { DEFAULT_SPAN } from "./reads/history-spans.ts";
import { StockReads } from "./reads/stock-reads.tsx";
import { useLastMinute } from "./reads/use-last-minute.ts";
import { RefusedFills } from "./refused-fills.tsx";
import { ReleaseLag } from "./release-lag.tsx";

/** How often the page looks again. */
const REFRESH_INTERVAL_MS = 2_000;
const HISTORY_INTERVAL_MS = 10_000;

/** Whether the stock cache tells the truth, how quick it is, what it prevented, what is pending and who sees what. */
export function Cache() {
  const trpc = useTRPC();
  const [span, setSpan] = useState<CacheSpan>(DEFAULT_SPAN);
  const health = useQuery({ ...trpc.cache.health.queryOptions(), refetchInterval: REFRESH_INTERVAL_MS });
  const history = useQuery({
    ...trpc.cache.history.queryOptions({ span }),
    refetchInterval: HISTORY_INTERVAL_MS,
    placeholderData: keepPreviousData,
  });
  const lastMinute = useLastMinute(health.data);
  if (health.data === undefined)
    return (
      <>
        <PageHeader title="Cache health" />
        {health.isError && <ListFailed error={health.error} onRetry={() => void health.refetch()} />}
      </>
    );
  return (
    <>
      <PageHeader
        title="Cache health"
        fact={cacheSummary(health.data, history.data?.probes)}
        actions={<ModeActions health={health.data} />}
      />
      {health.isError && <OldFigures at={health.dataUpdatedAt} onRetry={() => void health.refetch()} />}
      <div className="page">
        <Modes health={health.data} />
        <div className="thirds">
          <div className="two-thirds">
            <StockReads
              history={history.data}
              health={health.data}
              lastMinute={lastMinute}
              span={span}
              onSpan={setSpan}
              busy={history.isPlaceholderData}
            />
          </div>
          <Auditor probes={history.data?.probes} />
        </div>
        <div className="thirds">
          <RefusedFills history={history.data} health={health.data} span={span} />
          <OpenFences health={health.data} />
          <ReleaseLag health={health.data} />
        </div>
        <Processes health={health.data} />
        <CachedProducts warming={health.data.warming} />
      </div>
    </>
  );
}
