"use client";

import { Button } from "@scarlet/ui/actions/button";
import { Icon } from "@scarlet/ui/layout/icon";
import { useOnline } from "@scarlet/web/browser/use-online";
import { useQueryClient } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { errorsCopy } from "../copy/errors.ts";
import { Timestamp } from "../format/timestamp.tsx";

/** While the browser is offline: says so, and how old the data on the page is. */
export function OfflineBanner() {
  const queries = useQueryClient();
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
    <div className="offline" role="status">
      <Icon of={WifiOff} />
      <span>
        <b>{errorsCopy.noConnection}</b>{" "}
        {newest > 0 && (
          <>
            {figuresFrom.before}
            <Timestamp at={new Date(newest)} as="time" />
            {figuresFrom.after}{" "}
          </>
        )}
        {errorsCopy.offlineMayLook}
      </span>
      <span className="push row">
        <Button small onClick={() => void queries.refetchQueries({ type: "active" })}>
          {errorsCopy.tryNow}
        </Button>
      </span>
    </div>
  );
}
