"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { savePreference } from "../preferences/save-preference.ts";
import { ago, clock, dayAndClock, exact } from "./dates.ts";

type Clock = { readonly now: Date; readonly timeZone: string };

const ClockContext = createContext<Clock>({ now: new Date(0), timeZone: "UTC" });

/**
 * One clock for the page. It starts with the server's moment and the place the reader had last time, so that the
 * first client render says exactly what the server's HTML said.
 */
export function ClockProvider({
  startMs,
  timeZone,
  children,
}: {
  startMs: number;
  timeZone: string;
  children: ReactNode;
}) {
  const [value, setValue] = useState<Clock>({ now: new Date(startMs), timeZone });
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (here !== timeZone) savePreference("timeZone", here);
    const tick = () => setValue({ now: new Date(), timeZone: here });
    tick();
    const timer = setInterval(tick, 10_000);
    return () => clearInterval(timer);
  }, [timeZone]);
  return <ClockContext value={value}>{children}</ClockContext>;
}

/** The page's clock: now, and the reader's time zone. */
export function useClock(): Clock {
  return useContext(ClockContext);
}

const FORMS = { ago, dayAndClock, clock } as const;

/** A moment in words; the exact one is in its tooltip. */
export function Moment({ at, as = "ago" }: { at: Date; as?: keyof typeof FORMS }) {
  const { now, timeZone } = useClock();
  return (
    <time dateTime={at.toISOString()} title={exact(at, timeZone)}>
      {FORMS[as](at, now, timeZone)}
    </time>
  );
}
