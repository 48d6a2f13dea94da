"use client";

import { usePageStart, useServerClock } from "@scarlet/web/browser/server-clock";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { savePreference } from "../preferences/save-preference.ts";
import { formatAgo, formatClock, formatDayAndTime, formatExact, formatTime } from "./dates.ts";

type Clock = { readonly now: Date; readonly timeZone: string };

/** How often "12 s ago" and the like are worked out again. */
const TICK_MS = 10_000;

const ClockContext = createContext<Clock>({ now: new Date(0), timeZone: "UTC" });

/**
 * The clock that all timestamps of the page share: the server's, as well as this browser knows it. It starts with the
 * moment at which the page was made and the time zone that the browser had last time, from a cookie, so that the first
 * client render equals the server's HTML.
 */
export function ClockProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const startMs = usePageStart();
  const serverNow = useServerClock();
  const [value, setValue] = useState<Clock>({ now: new Date(startMs), timeZone });
  useEffect(() => {
    const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (browserZone !== timeZone) savePreference("timeZone", browserZone);
    const tick = () => setValue({ now: new Date(serverNow()), timeZone: browserZone });
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [timeZone, serverNow]);
  return <ClockContext value={value}>{children}</ClockContext>;
}

/** The clock of the page: the current time, and the reader's time zone as an IANA name. */
export function useClock(): Clock {
  return useContext(ClockContext);
}

const FORMATS = {
  ago: formatAgo,
  dayAndTime: formatDayAndTime,
  time: formatTime,
  clock: formatClock,
} as const;

/** A point in time, "3 min ago" unless `as` says otherwise, with the full date and time in its tooltip. */
export function Timestamp({ at, as = "ago" }: { at: Date; as?: keyof typeof FORMATS }) {
  const { now, timeZone } = useClock();
  return (
    <time dateTime={at.toISOString()} title={formatExact(at, timeZone)}>
      {FORMATS[as](at, now, timeZone)}
    </time>
  );
}
