"use client";

import { OfflineBar } from "@scarlet/ui/feedback/offline-bar";
import { useServerMoment } from "@scarlet/web/browser/server-clock";
import { useOnline } from "@scarlet/web/browser/use-online";
import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { shellCopy } from "../copy/shell.ts";
import { Moment } from "../format/moment.tsx";

/** Tells how old the figures are while there is no connection. */
export function Offline() {
  const online = useOnline();
  const queries = useQueryClient();
  const momentOf = useServerMoment();
  const [readAt, setReadAt] = useState<Date>();
  useEffect(() => {
    if (!navigator.onLine) onlineManager.setOnline(false);
  }, []);
  useEffect(() => {
    if (online) return;
    const seen = queries.getQueryCache().findAll({ type: "active" });
    const oldest = Math.min(...seen.map(({ state }) => state.dataUpdatedAt).filter((at) => at > 0));
    setReadAt(Number.isFinite(oldest) ? momentOf(oldest) : undefined);
  }, [online, queries, momentOf]);
  if (online) return null;
  return (
    <OfflineBar title={shellCopy.offline}>
      {readAt && (
        <>
          {shellCopy.figuresTrueAt.before}
          <Moment at={readAt} as="clock" />
          {shellCopy.figuresTrueAt.after}
        </>
      )}
      {shellCopy.countAgain}
    </OfflineBar>
  );
}
