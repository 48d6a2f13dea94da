"use client";

import { LiveMark } from "@scarlet/ui/feedback/live-mark";
import { useServerMoment } from "@scarlet/web/browser/server-clock";
import { stockCopy } from "../copy/stock.ts";
import { Moment } from "../format/moment.tsx";
import { useLiveState } from "./use-live-state.ts";

/** Says that the figures beside it are live, or how old they are. Until that is known it only keeps the room. */
export function LiveSign() {
  const state = useLiveState();
  const momentOf = useServerMoment();
  if (state === undefined) return <span className="live-mark" />;
  if (state.kind === "live") return <LiveMark live>{stockCopy.live}</LiveMark>;
  return (
    <LiveMark live={false}>
      <Moment at={momentOf(state.heardAtMs)} as="clock" />
    </LiveMark>
  );
}
