"use client";

import { LiveMark } from "@scarlet/ui/feedback/live-mark";
import { stockCopy } from "../copy/stock.ts";
import { Moment } from "../format/moment.tsx";
import { useServerClock } from "../format/server-clock.tsx";
import { useLiveState } from "./use-live-state.ts";

/** Says that the figures beside it are live, or how old they are. Until that is known it only keeps the room. */
export function LiveSign() {
  const state = useLiveState();
  const now = useServerClock();
  if (state === undefined) return <span className="live-mark" />;
  if (state.kind === "live") return <LiveMark live>{stockCopy.live}</LiveMark>;
  const heardAt = new Date(state.heardAtMs + now() - Date.now());
  return (
    <LiveMark live={false}>
      <Moment at={heardAt} as="clock" />
    </LiveMark>
  );
}
