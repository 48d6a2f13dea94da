"use client";

import { LiveMark } from "@scarlet/ui/feedback/live-mark";
import { usePageStart, useServerMoment } from "@scarlet/web/browser/server-clock";
import { useOnline } from "@scarlet/web/browser/use-online";
import type { StreamState } from "@scarlet/web/inventory/stock-stream";
import { useEffect, useRef } from "react";
import { shellCopy } from "../copy/shell.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { useLiveState } from "../inventory/live/live-stock-context.tsx";
import { useAnnounce } from "./status/page-status.tsx";

/** Says that figures change as stock does, or how old they are: until the stream has proven itself, as old as the page. */
export function LiveLine() {
  const state = useLiveState();
  const momentOf = useServerMoment();
  const pageStart = usePageStart();
  useAnnounceLoss(state);
  return (
    <span className="live-line">
      {state?.kind === "live" ? (
        <LiveMark live>{shellCopy.live}</LiveMark>
      ) : (
        <LiveMark live={false} early={state === undefined}>
          {/* In the room of the other word, so that nothing moves when that comes. */}
          <span className={state ? "live-line-of" : "hidden-text"}>{shellCopy.figuresOf} </span>
          <Timestamp at={state ? momentOf(state.heardAtMs) : new Date(pageStart)} as="clock" />
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
