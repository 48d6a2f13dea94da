import { language } from "./language.ts";
import { counted } from "./plural.ts";

/** How long a hold lasts: "15 minutes", "90 seconds", "2 hours". */
export function durationWords(seconds: number): string {
  if (seconds % 3600 === 0) return counted(seconds / 3600, "hour");
  if (seconds % 60 === 0) return counted(seconds / 60, "minute");
  return counted(seconds, "second");
}

export type MomentForm = "clock" | "day" | "dayAndClock";

const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const FORMS = {
  clock: CLOCK,
  day: { day: "numeric", month: "long" },
  dayAndClock: { day: "numeric", month: "short", ...CLOCK },
} as const satisfies Record<MomentForm, Intl.DateTimeFormatOptions>;

/** "14:09", "2 October", "2 Oct, 14:09"; today's day is "Today", and its clock needs no day. */
export function momentWords(
  at: Date,
  as: MomentForm,
  { timeZone, isToday }: { readonly timeZone: string; readonly isToday: boolean },
): string {
  if (isToday && as === "day") return "Today";
  const form = isToday ? CLOCK : FORMS[as];
  return new Intl.DateTimeFormat(language.dates, { timeZone, ...form }).format(at);
}
