import { datesCopy } from "../copy/dates.ts";
import { language } from "../copy/language.ts";

const DAY_MS = 86_400_000;

/** The parts of a moment as the reader's clock and calendar show it. `date` compares two moments by their day. */
function partsOf(
  at: Date,
  timeZone: string,
): { day: string; time: string; timeWithSeconds: string; date: string } {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language.dates, { timeZone, ...options }).format(at);
  return {
    day: format({ day: "numeric", month: "short" }),
    time: format({ hour: "2-digit", minute: "2-digit" }),
    timeWithSeconds: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    date: format({ year: "numeric", month: "2-digit", day: "2-digit" }),
  };
}

/** How long ago it was within 24 hours ("now", "12 s ago", "3 h ago"); before that "yesterday", then the day. */
export function formatAgo(at: Date, now: Date, timeZone: string): string {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  if (seconds < 5) return datesCopy.now;
  if (seconds < 60) return datesCopy.secondsAgo(seconds);
  if (seconds < 3600) return datesCopy.minutesAgo(Math.floor(seconds / 60));
  if (seconds < 86_400) return datesCopy.hoursAgo(Math.floor(seconds / 3600));
  return isYesterday(at, now, timeZone) ? datesCopy.yesterday : formatDay(at, now, timeZone);
}

/** "Today 14:12", "Yesterday 9:04", "17 Nov 18:22", with the year when it is another one. */
export function formatDayAndTime(at: Date, now: Date, timeZone: string): string {
  const { date, time } = partsOf(at, timeZone);
  if (date === partsOf(now, timeZone).date) return datesCopy.todayAt(time);
  if (isYesterday(at, now, timeZone)) return datesCopy.yesterdayAt(time);
  return `${formatDay(at, now, timeZone)} ${time}`;
}

/** "14:12:08" for today, otherwise the day and "14:12". */
export function formatTime(at: Date, now: Date, timeZone: string): string {
  const { date, time, timeWithSeconds } = partsOf(at, timeZone);
  return date === partsOf(now, timeZone).date ? timeWithSeconds : `${formatDay(at, now, timeZone)} ${time}`;
}

/** "14:12" for today, otherwise the day and "14:12". */
export function formatClock(at: Date, now: Date, timeZone: string): string {
  const { date, time } = partsOf(at, timeZone);
  return date === partsOf(now, timeZone).date ? time : `${formatDay(at, now, timeZone)} ${time}`;
}

/** A mark on the time axis of a chart: "14:12", or the day when the chart spans several (`byDay`). */
export function formatAxisMark(at: Date, timeZone: string, byDay: boolean): string {
  const { day, time } = partsOf(at, timeZone);
  return byDay ? day : time;
}

/** The full date and time with its zone, for a tooltip. */
export function formatExact(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(language.dates, { timeZone, dateStyle: "full", timeStyle: "long" }).format(
    at,
  );
}

function formatDay(at: Date, now: Date, timeZone: string): string {
  const isSameYear = partsOf(at, timeZone).date.slice(-4) === partsOf(now, timeZone).date.slice(-4);
  return new Intl.DateTimeFormat(language.dates, {
    timeZone,
    day: "numeric",
    month: "short",
    ...(isSameYear ? {} : { year: "numeric" }),
  }).format(at);
}

function isYesterday(at: Date, now: Date, timeZone: string): boolean {
  return partsOf(at, timeZone).date === partsOf(new Date(now.getTime() - DAY_MS), timeZone).date;
}
