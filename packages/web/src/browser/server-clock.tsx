"use client";

import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

type ServerClock = { readonly startMs: number; readonly offsetMs: number };

const ClockContext = createContext<ServerClock>({ startMs: 0, offsetMs: 0 });

/** When the page's first byte came, by this browser's clock: the earliest it has to the moment the server wrote it. */
export function arrivedMs(): number {
  const [arrival] = performance.getEntriesByType("navigation");
  const responseStart = arrival !== undefined && "responseStart" in arrival ? arrival.responseStart : 0;
  return typeof responseStart === "number" && responseStart > 0
    ? performance.timeOrigin + responseStart
    : Date.now();
}

/** Knows how far this browser's clock is from the server's, as of the moment the page came. */
export function ServerClockProvider({
  nowMs,
  children,
}: {
  readonly nowMs: number;
  readonly children: ReactNode;
}) {
  const [clock] = useState<ServerClock>(() => ({ startMs: nowMs, offsetMs: nowMs - arrivedMs() }));
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** The server's time now, as well as this browser knows it, in ms. Stable, for effects and handlers. */
export function useServerClock(): () => number {
  const { offsetMs } = useContext(ClockContext);
  return useCallback(() => Date.now() + offsetMs, [offsetMs]);
}

/** The moment that this browser's clock tells as `browserMs`, by the server's clock. Stable as well. */
export function useServerMoment(): (browserMs: number) => Date {
  const { offsetMs } = useContext(ClockContext);
  return useCallback((browserMs) => new Date(browserMs + offsetMs), [offsetMs]);
}

/** The server's time when the page was made: the same on the server and in the first render here. */
export function usePageStart(): number {
  return useContext(ClockContext).startMs;
}
