"use client";

import { useSyncExternalStore } from "react";

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

const FORMS = {
  clock: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "long" },
  dayAndClock: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type MomentForm = keyof typeof FORMS;

/** A moment in the reader's own time zone. */
export function Moment({ at, as }: { readonly at: Date; readonly as: MomentForm }) {
  const timeZone = useTimeZone();
  return (
    <time dateTime={at.toISOString()}>
      {new Intl.DateTimeFormat("en-GB", { timeZone, ...FORMS[as] }).format(at)}
    </time>
  );
}
