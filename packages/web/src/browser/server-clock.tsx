"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useState,
  useSyncExternalStore,
} from "react";
import { pageArrival } from "./page-arrival.ts";

type ServerClock = { readonly startMs: number; readonly offsetMs: number };

const ClockContext = createContext<ServerClock>({ startMs: 0, offsetMs: 0 });

type Props = {
  /** When the page was made, by the server's clock. */
  readonly nowMs: number;
  /** The page was made for everybody, perhaps long before it was sent: then only its sending tells the time. */
  readonly isShared?: boolean;
  readonly children: ReactNode;
};

/** Knows how far this browser's clock is from the server's, as of the moment the page came. */
export function ServerClockProvider({ nowMs, isShared = false, children }: Props) {
  const [clock] = useState<ServerClock>(() => ({ startMs: nowMs, offsetMs: offsetOf(nowMs, isShared) }));
  return <ClockContext value={clock}>{children}</ClockContext>;
}

function offsetOf(nowMs: number, isShared: boolean): number {
  if (typeof window === "undefined") return 0;
  const { atMs, sentAtMs, isFromHistory } = pageArrival();
  const toldMs = sentAtMs ?? (isShared || isFromHistory ? undefined : nowMs);
  // Nobody told the time: this browser's clock has to do.
  return toldMs === undefined ? 0 : toldMs - atMs;
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

const never = () => () => undefined;

/**
 * The server's time, in ms, at which what is on the page was known to be true: when it was sent, or made where the browser
 * took it from what it had kept. The first render here goes by when it was made, as the server's did.
 */
export function usePageTrueAt(): number {
  const { startMs, offsetMs } = useContext(ClockContext);
  const sentMs = useCallback(() => {
    const { atMs, isFromHistory } = pageArrival();
    return isFromHistory ? startMs : Math.max(startMs, atMs + offsetMs);
  }, [startMs, offsetMs]);
  return useSyncExternalStore(never, sentMs, () => startMs);
}
