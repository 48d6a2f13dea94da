"use client";

import { usePageStart, useServerClock } from "@scarlet/web/browser/server-clock";
import { useEffect, useState } from "react";

/** Seconds until a moment of the server's, counted down once a second. The first render says what the server's said. */
export function useSecondsLeft(until: Date): number {
  const start = usePageStart();
  const now = useServerClock();
  const end = until.getTime();
  const [seen, setSeen] = useState(start);
  useEffect(() => {
    const tick = () => setSeen(now());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return Math.max(0, Math.ceil((end - Math.max(seen, start)) / 1000));
}
