"use client";

import { usePageStart, useServerClock } from "@scarlet/web/browser/server-clock";
import { useSyncExternalStore } from "react";
import { language } from "../copy/language.ts";
import { type MomentForm, momentWords } from "../copy/time.ts";

/** Where the storeroom stands: what a page says before it knows where its reader is. */
const STOREROOM = "Europe/Brussels";

const never = () => () => undefined;

function useTimeZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => STOREROOM,
  );
}

/** A moment in the reader's own time zone. Today's are told by the clock alone, or as "Today". */
export function Moment({ at, as }: { readonly at: Date; readonly as: MomentForm }) {
  const timeZone = useTimeZone();
  const isToday = useIsToday(at);
  return <time dateTime={at.toISOString()}>{momentWords(at, as, { timeZone, isToday })}</time>;
}

/** Whether a moment is of the reader's own day. */
export function useIsToday(at: Date): boolean {
  const timeZone = useTimeZone();
  return dayOf(at, timeZone) === useToday(timeZone);
}

function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(language.dates, { timeZone, dateStyle: "short" }).format(at);
}

/** The reader's day; the first render goes by the moment at which the server made the page. */
function useToday(timeZone: string): string {
  const start = usePageStart();
  const now = useServerClock();
  return useSyncExternalStore(
    never,
    () => dayOf(new Date(now()), timeZone),
    () => dayOf(new Date(start), timeZone),
  );
}
