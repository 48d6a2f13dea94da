"use client";

import { LiveMark } from "@scarlet/ui/feedback/live-mark";
import type { StreamState } from "@scarlet/web/inventory/stock-stream";
import { useEffect, useState } from "react";
import { stockCopy } from "../copy/stock.ts";
import { Moment } from "../format/moment.tsx";
import { useServerClock } from "../format/server-clock.tsx";
import { useLiveState } from "./use-live-state.ts";

/** A connection that is opened again at once is nothing to tell. */
const PATIENCE_MS = 5_000;

/** Says that the figures beside it are live, or how old they are. Until that is known it only keeps the room. */
export function LiveSign() {
  const state = usePatientState(useLiveState());
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

/** The last state that stood for five seconds; "live" holds at once. */
function usePatientState(state: StreamState | undefined): StreamState | undefined {
  const [settled, setSettled] = useState(state);
  useEffect(() => {
    const timer = setTimeout(setSettled, state?.kind === "lost" ? PATIENCE_MS : 0, state);
    return () => clearTimeout(timer);
  }, [state]);
  return state?.kind === "live" ? state : settled;
}
