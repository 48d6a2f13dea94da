import { MongoError } from "../../errors.ts";
import { offsetMinutes } from "./date-text.ts";

/** Minutes east of UTC at an instant. */
export type Zone = (date: Date) => number;

/** A date as the calendar and clock of a zone show it. */
export interface Local {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly offsetMinutes: number;
}

/** The numbers a date is put together from; those out of range carry over. */
export type Parts = Omit<Local, "weekday" | "offsetMinutes">;

const DAY_MS = 86_400_000;
const zones = new Map<string, Zone>();

function namedZone(name: string): Zone {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  } catch (cause) {
    throw new MongoError(40485, `unrecognized time zone identifier: "${name}"`, { cause });
  }
  return (date) => {
    const text = format.formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
    return offsetMinutes(text.replace("GMT", "") || "Z") ?? 0;
  };
}

/** The zone of `UTC`, `+02:00` or an Olson name such as `Europe/Berlin`. Refuses unknown names (40485). */
export function parseZone(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const fixed = offsetMinutes(name);
  const zone = fixed === undefined ? namedZone(name) : () => fixed;
  zones.set(name, zone);
  return zone;
}

/** The date as the zone shows it. */
export function localParts(date: Date, zone: Zone): Local {
  const offset = zone(date);
  const shifted = new Date(date.getTime() + offset * 60_000);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    millisecond: shifted.getUTCMilliseconds(),
    weekday: shifted.getUTCDay(),
    offsetMinutes: offset,
  };
}

/** Milliseconds since 1970 of a zone-less calendar and clock, for every year (`Date.UTC` alone misreads 0 to 99). */
export function calendarMs(parts: Parts): number {
  const date = new Date(0);
  date.setUTCFullYear(parts.year, parts.month - 1, parts.day);
  date.setUTCHours(parts.hour, parts.minute, parts.second, parts.millisecond);
  return date.getTime();
}

/** The instant at which a zone shows the given calendar and clock. */
export function fromParts(parts: Parts, zone: Zone): Date {
  const wall = calendarMs(parts);
  if (Number.isNaN(wall)) throw new MongoError(40523, "the date parts are out of range");
  const guess = wall - zone(new Date(wall)) * 60_000;
  return new Date(wall - zone(new Date(guess)) * 60_000);
}

/** The day of the year, from 1. */
export function dayOfYear(local: Local): number {
  const start = calendarMs({ ...local, month: 1, day: 1 });
  return Math.round((calendarMs(local) - start) / DAY_MS) + 1;
}

/** The ISO 8601 week and the year it belongs to. */
export function isoWeek(local: Local): { week: number; year: number } {
  const thursday = new Date(calendarMs(local) + (4 - (local.weekday || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const start = calendarMs({ year, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 });
  return { week: Math.floor((thursday.getTime() - start) / DAY_MS / 7) + 1, year };
}
