"use client";

import { LiveMark } from "@scarlet/ui/feedback/live-mark";
import { usePageTrueAt, useServerMoment } from "@scarlet/web/browser/server-clock";
import { stockCopy } from "../copy/stock.ts";
import { Moment } from "../format/moment.tsx";
import { useLiveState } from "./use-live-state.ts";

/** Says that the figures beside it are live, or how old they are: until the stream has proven itself, as old as the page. */
export function LiveSign() {
  const state = useLiveState();
  const momentOf = useServerMoment();
  const trueAtMs = usePageTrueAt();
  if (state?.kind === "live") return <LiveMark live>{stockCopy.live}</LiveMark>;
  return (
    <LiveMark live={false} early={state === undefined}>
      <Moment at={state ? momentOf(state.heardAtMs) : new Date(trueAtMs)} as="clock" />
    </LiveMark>
  );
}
