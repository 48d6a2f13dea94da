"use client";

import { Button } from "@scarlet/ui/actions/button";
import { OfflineBar } from "@scarlet/ui/feedback/offline-bar";
import { useServerMoment } from "@scarlet/web/browser/server-clock";
import { useOnline } from "@scarlet/web/browser/use-online";
import { useQueryClient } from "@tanstack/react-query";
import { errorsCopy } from "../copy/errors.ts";
import { Timestamp } from "../format/timestamp.tsx";

/** While the browser is offline: says so, and how old the data on the page is. */
export function OfflineBanner() {
  const queries = useQueryClient();
  const momentOf = useServerMoment();
  const { figuresFrom } = errorsCopy;
  if (useOnline()) return null;
  const newest = Math.max(
    0,
    ...queries
      .getQueryCache()
      .getAll()
      .map((query) => query.state.dataUpdatedAt),
  );
  return (
    <OfflineBar
      title={errorsCopy.noConnection}
      action={
        <Button small onClick={() => void queries.refetchQueries({ type: "active" })}>
          {errorsCopy.tryNow}
        </Button>
      }
    >
      {newest > 0 && (
        <>
          {figuresFrom.before}
          <Timestamp at={momentOf(newest)} as="time" />
          {figuresFrom.after}{" "}
        </>
      )}
      {errorsCopy.offlineMayLook}
    </OfflineBar>
  );
}
