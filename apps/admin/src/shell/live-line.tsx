"use client";

import { LiveMark } from "@scarlet/ui/feedback/live-mark";
import type { StreamState } from "@scarlet/web/inventory/stock-stream";
import { useState } from "react";
import { shellCopy } from "../copy/shell.ts";
import { Timestamp } from "../format/timestamp.tsx";
import { useLiveState } from "../inventory/live/live-stock-context.tsx";

/** Says that figures change as stock does, or how old they are. Until that is known it only keeps the room. */
export function LiveLine() {
  const state = useLiveState();
  return (
    <span className="live-line">
      <span className="hidden-text" role="status">
        {useAnnouncement(state)}
      </span>
      {state?.kind === "live" && (
        <LiveMark live>
          <span className="live-line-words">{shellCopy.live}</span>
        </LiveMark>
      )}
      {state?.kind === "lost" && (
        <LiveMark live={false}>
          <span className="live-line-words">
            {shellCopy.figuresOf} <Timestamp at={new Date(state.heardAtMs)} as="clock" />
          </span>
        </LiveMark>
      )}
    </span>
  );
}

/** Only a loss and its end are announced, and not each time that the figures were read again meanwhile. */
function useAnnouncement(state: StreamState | undefined): string | undefined {
  const [wasLost, setWasLost] = useState(false);
  if (state?.kind === "lost" && !wasLost) setWasLost(true);
  if (!wasLost) return undefined;
  return state?.kind === "lost" ? shellCopy.notLive : shellCopy.liveAgain;
}
