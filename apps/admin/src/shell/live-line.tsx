"use client";

import { LiveMark } from "@scarlet/ui/feedback/live-mark";
import { useServerMoment } from "@scarlet/web/browser/server-clock";
import { useOnline } from "@scarlet/web/browser/use-online";
import type { StreamState } from "@scarlet/web/inventory/stock-stream";
import { useEffect, useRef } from "react";
import { shellCopy } from "../copy/shell.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { useLiveState } from "../inventory/live/live-stock-context.tsx";
import { useAnnounce } from "./status/page-status.tsx";

/** Says that figures change as stock does, or how old they are. Until that is known it only keeps the room. */
export function LiveLine() {
  const state = useLiveState();
  const momentOf = useServerMoment();
  useAnnounceLoss(state);
  return (
    <span className="live-line">
      {state?.kind === "live" && <LiveMark live>{shellCopy.live}</LiveMark>}
      {state?.kind === "lost" && (
        <LiveMark live={false}>
          <span>
            <span className="live-line-of">{shellCopy.figuresOf} </span>
            <Timestamp at={momentOf(state.heardAtMs)} as="clock" />
          </span>
        </LiveMark>
      )}
    </span>
  );
}

/** Only a loss and its end are announced. Of a browser that is offline the bar over the page tells. */
function useAnnounceLoss(state: StreamState | undefined): void {
  const announce = useAnnounce();
  const isOnline = useOnline();
  const wasLost = useRef(false);
  const kind = state?.kind;
  useEffect(() => {
    if (kind === undefined || wasLost.current === (kind === "lost")) return;
    wasLost.current = kind === "lost";
    if (!wasLost.current) announce(shellCopy.liveAgain);
    else if (isOnline) announce(shellCopy.notLive);
  }, [kind, isOnline, announce]);
}
