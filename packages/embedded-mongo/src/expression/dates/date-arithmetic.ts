import { describe } from "../../bson/describe.ts";
import { MongoError } from "../../errors.ts";
import { calendarMs, fromParts, localParts, type Parts, type Zone } from "./date-zone.ts";

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["millisecond", 1],
  ["second", 1000],
  ["minute", 60_000],
  ["hour", 3_600_000],
]);
const UNIT_DAYS: ReadonlyMap<string, number> = new Map([
  ["day", 1],
  ["week", 7],
]);
const UNIT_MONTHS: ReadonlyMap<string, number> = new Map([
  ["month", 1],
  ["quarter", 3],
  ["year", 12],
]);
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY_MS = 86_400_000;
/** 1 January 2000, from which `$dateTrunc` counts bins. */
const EPOCH_YEAR = 2000;

function unknownUnit(unit: string): MongoError {
  return new MongoError(9, `unknown time unit value: ${unit}`);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000, month, 0)).getUTCDate() - (month === 2 && !isLeap(year) ? 1 : 0);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function valid(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new MongoError(15, "date overflow");
  return date;
}

function addMonths(parts: Parts, months: number): Parts {
  const total = parts.year * 12 + parts.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return { ...parts, year, month, day: Math.min(parts.day, daysInMonth(year, month)) };
}

/** Moves a date by units; days and longer keep the clock of the zone, months end on the last day where needed. */
export function addUnits(date: Date, unit: string, count: number, zone: Zone): Date {
  const ms = UNIT_MS.get(unit);
  if (ms !== undefined) return valid(new Date(date.getTime() + ms * count));
  const local = localParts(date, zone);
  const days = UNIT_DAYS.get(unit);
  if (days !== undefined) return valid(fromParts({ ...local, day: local.day + days * count }, zone));
  const months = UNIT_MONTHS.get(unit);
  if (months === undefined) throw unknownUnit(unit);
  return valid(fromParts(addMonths(local, months * count), zone));
}

function weekStart(startOfWeek: unknown): number {
  if (startOfWeek === undefined || startOfWeek === null) return 0;
  const day = typeof startOfWeek === "string" ? WEEKDAYS.indexOf(startOfWeek.slice(0, 3).toLowerCase()) : -1;
  if (day < 0) throw new MongoError(9, `unknown day of week value: ${describe(startOfWeek)}`);
  return day;
}

/** Days from 1970 of the calendar day a zone shows. */
function dayNumber(date: Date, zone: Zone): number {
  return Math.floor(calendarMs(localParts(date, zone)) / DAY_MS);
}

/** Weeks from 1970, cut at the given weekday (1 January 1970 was a Thursday). */
function weekNumber(date: Date, zone: Zone, start: number): number {
  return Math.floor((dayNumber(date, zone) + 4 - start) / 7);
}

function monthNumber(date: Date, zone: Zone): number {
  const local = localParts(date, zone);
  return local.year * 12 + local.month - 1;
}

/** How many borders of a unit lie between two dates. */
export function diffUnits(
  range: { start: Date; end: Date },
  unit: string,
  zone: Zone,
  startOfWeek: unknown,
): number {
  const ms = UNIT_MS.get(unit);
  const months = UNIT_MONTHS.get(unit);
  const between = (measure: (date: Date) => number): number => measure(range.end) - measure(range.start);
  if (ms !== undefined) return between((date) => Math.floor((date.getTime() + zone(date) * 60_000) / ms));
  if (months !== undefined) return between((date) => Math.floor(monthNumber(date, zone) / months));
  if (unit === "day") return between((date) => dayNumber(date, zone));
  if (unit !== "week") throw unknownUnit(unit);
  const start = weekStart(startOfWeek);
  return between((date) => weekNumber(date, zone, start));
}

function floorTo(value: number, size: number): number {
  return Math.floor(value / size) * size;
}

/** The start of the bin a date lies in: bins of `size` units, counted from the year 2000 in the zone. */
export function truncateTo(
  date: Date,
  bin: { unit: string; size: number },
  zone: Zone,
  startOfWeek: unknown,
): Date {
  const { unit, size } = bin;
  if (size <= 0) throw new MongoError(5439018, "$dateTrunc requires 'binSize' to be greater than 0");
  const months = UNIT_MONTHS.get(unit);
  const epoch: Parts = { year: EPOCH_YEAR, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
  if (months !== undefined) {
    const since = floorTo(monthNumber(date, zone) - EPOCH_YEAR * 12, months * size);
    return valid(fromParts(addMonths(epoch, since), zone));
  }
  const origin = calendarMs(epoch);
  const ms = UNIT_MS.get(unit);
  if (ms !== undefined) {
    const offset = zone(date) * 60_000;
    return valid(new Date(origin + floorTo(date.getTime() + offset - origin, ms * size) - offset));
  }
  const first = Math.floor(origin / DAY_MS) + (unit === "week" ? firstWeek(weekStart(startOfWeek)) : 0);
  const days = UNIT_DAYS.get(unit);
  if (days === undefined) throw unknownUnit(unit);
  const since = floorTo(dayNumber(date, zone) - first, days * size);
  const day = first - Math.floor(origin / DAY_MS) + since + 1;
  return valid(fromParts({ ...epoch, day }, zone));
}

/** Days from 1 January 2000 (a Saturday) to the first given weekday on or after it. */
function firstWeek(start: number): number {
  return (start - 6 + 7) % 7;
}
