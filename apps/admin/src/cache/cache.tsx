"use client";

import type { CacheSpan } from "@scarlet/domain/cache";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { pageNames } from "../copy/pages.ts";
import { PageHeader } from "../shell/page-header.tsx";
import { QueryError } from "../shell/query-error.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { Auditor } from "./auditor.tsx";
import { cacheSummary, ModeActions, Modes } from "./cache-modes.tsx";
import { OpenFences } from "./open-fences.tsx";
import { Pages } from "./pages.tsx";
import { Processes } from "./processes.tsx";
import { CachedProducts } from "./products/cached-products.tsx";
import { DEFAULT_SPAN } from "./reads/history-spans.ts";
import { StockReads } from "./reads/stock-reads.tsx";
import { useLastMinute } from "./reads/use-last-minute.ts";
import { RefusedFills } from "./refused-fills.tsx";
import { ReleaseLag } from "./release-lag.tsx";

const HEALTH_INTERVAL_MS = 2_000;
const HISTORY_INTERVAL_MS = 10_000;

/** The page about the stock cache: its mode, its hit rate, stale reads found, fences, API processes and products. */
export function Cache() {
  const trpc = useTRPC();
  const [span, setSpan] = useState<CacheSpan>(DEFAULT_SPAN);
  const health = useQuery({ ...trpc.cache.health.queryOptions(), refetchInterval: HEALTH_INTERVAL_MS });
  const history = useQuery({
    ...trpc.cache.history.queryOptions({ span }),
    refetchInterval: HISTORY_INTERVAL_MS,
    placeholderData: keepPreviousData,
  });
  const lastMinute = useLastMinute(health.data);
  if (health.data === undefined)
    return (
      <>
        <PageHeader title={pageNames.cache} />
        <QueryError query={health} />
      </>
    );
  return (
    <>
      <PageHeader
        title={pageNames.cache}
        fact={cacheSummary(health.data, history.data?.probes)}
        actions={<ModeActions health={health.data} />}
      />
      <QueryError query={health} />
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
        <Pages pages={health.data.pages} />
        <Processes health={health.data} />
        <CachedProducts warming={health.data.warming} />
      </div>
    </>
  );
}
