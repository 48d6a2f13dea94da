"use client";

import type { CacheSpan } from "@scarlet/domain/inventory";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListFailed, OldFigures } from "../inventory/list-states.tsx";
import { PageHead } from "../shell/page-head.tsx";
import { useTRPC } from "../trpc/client.tsx";
import { Auditor } from "./auditor.tsx";
import { ModeActions, Modes, standingFact } from "./cache-modes.tsx";
import { CachedProducts } from "./cached-products.tsx";
import { FencesNow } from "./fences-now.tsx";
import { FillsRefused } from "./fills-refused.tsx";
import { Processes } from "./processes.tsx";
import { ReleaseLag } from "./release-lag.tsx";
import { FIRST_SPAN } from "./spans.ts";
import { StockReads } from "./stock-reads.tsx";
import { useLastMinute } from "./use-last-minute.ts";

/** How often the page looks again. */
const LOOK_AGAIN_MS = 2_000;
const HISTORY_AGAIN_MS = 10_000;

/** Whether the stock cache tells the truth, how quick it is, what it prevented, what is pending and who sees what. */
export function Cache() {
  const trpc = useTRPC();
  const [span, setSpan] = useState<CacheSpan>(FIRST_SPAN);
  const health = useQuery({ ...trpc.cache.health.queryOptions(), refetchInterval: LOOK_AGAIN_MS });
  const history = useQuery({
    ...trpc.cache.history.queryOptions({ span }),
    refetchInterval: HISTORY_AGAIN_MS,
    placeholderData: keepPreviousData,
  });
  const lastMinute = useLastMinute(health.data);
  if (health.data === undefined)
    return (
      <>
        <PageHead title="Cache health" />
        {health.isError && <ListFailed error={health.error} onRetry={() => void health.refetch()} />}
      </>
    );
  return (
    <>
      <PageHead
        title="Cache health"
        fact={standingFact(health.data, history.data?.probes)}
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
          <FillsRefused history={history.data} health={health.data} span={span} />
          <FencesNow health={health.data} />
          <ReleaseLag health={health.data} />
        </div>
        <Processes health={health.data} />
        <CachedProducts warming={health.data.warming} />
      </div>
    </>
  );
}
