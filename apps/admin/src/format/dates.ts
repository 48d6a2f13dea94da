const DAY_MS = 86_400_000;

function parts(at: Date, timeZone: string): { day: string; clock: string; seconds: string; ordinal: string } {
  const read = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(at);
  return {
    day: read({ day: "numeric", month: "short" }),
    clock: read({ hour: "2-digit", minute: "2-digit" }),
    seconds: read({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ordinal: read({ year: "numeric", month: "2-digit", day: "2-digit" }),
  };
}

/** How long ago, under 24 hours; then "yesterday", then the day. */
export function ago(at: Date, now: Date, timeZone: string): string {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  if (seconds < 5) return "now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return isYesterday(at, now, timeZone) ? "yesterday" : day(at, now, timeZone);
}

/** "Today 14:12", "Yesterday 9:04", "17 Nov 18:22", with the year when it is another one. */
export function dayAndClock(at: Date, now: Date, timeZone: string): string {
  const then = parts(at, timeZone);
  if (then.ordinal === parts(now, timeZone).ordinal) return `Today ${then.clock}`;
  if (isYesterday(at, now, timeZone)) return `Yesterday ${then.clock}`;
  return `${day(at, now, timeZone)} ${then.clock}`;
}

/** "14:12:08" for today, with the day before it otherwise. */
export function clock(at: Date, now: Date, timeZone: string): string {
  const then = parts(at, timeZone);
  return then.ordinal === parts(now, timeZone).ordinal
    ? then.seconds
    : `${day(at, now, timeZone)} ${then.clock}`;
}

/** A mark on the axis of a chart: "14:12", or the day where the chart spans several. */
export function axisMark(at: Date, timeZone: string, days: boolean): string {
  const then = parts(at, timeZone);
  return days ? then.day : then.clock;
}

/** Everything there is to know about a moment, for the tooltip. */
export function exact(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "full", timeStyle: "long" }).format(at);
}

/** What is left of a hold: "9:20", "0:04"; at or past its end "0:00". */
export function left(until: Date, now: Date): string {
  const seconds = Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const tail = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

function day(at: Date, now: Date, timeZone: string): string {
  const sameYear = parts(at, timeZone).ordinal.slice(-4) === parts(now, timeZone).ordinal.slice(-4);
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}

function isYesterday(at: Date, now: Date, timeZone: string): boolean {
  return parts(at, timeZone).ordinal === parts(new Date(now.getTime() - DAY_MS), timeZone).ordinal;
}
