"use client";

import { useServerClock } from "@scarlet/web/browser/server-clock";
import { type DehydratedState, HydrationBoundary } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";

/**
 * Hands what the server read for this page to the cache, so that it is not asked for twice. Its age is counted by this
 * browser's clock, as the age of everything is that the browser reads itself.
 */
export function Hydrated({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const serverNow = useServerClock();
  const taken = useMemo(() => {
    const aheadMs = serverNow() - Date.now();
    const queries = state.queries.map((query) => {
      const { dataUpdatedAt } = query.state;
      // Zero: it was not read yet.
      const readAtMs = dataUpdatedAt === 0 ? 0 : dataUpdatedAt - aheadMs;
      return { ...query, state: { ...query.state, dataUpdatedAt: readAtMs } };
    });
    return { ...state, queries };
  }, [state, serverNow]);
  return <HydrationBoundary state={taken}>{children}</HydrationBoundary>;
}
