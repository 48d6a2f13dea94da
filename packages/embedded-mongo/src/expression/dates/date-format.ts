import { MongoError } from "../../errors.ts";
import { offsetMinutes, parseIsoDate } from "./date-text.ts";
import { dayOfYear, fromParts, isoWeek, type Local, localParts, type Zone } from "./date-zone.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

function offsetText(local: Local): string {
  const minutes = Math.abs(local.offsetMinutes);
  return `${local.offsetMinutes < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`;
}

const WRITERS: ReadonlyMap<string, (local: Local) => string> = new Map<string, (local: Local) => string>([
  ["Y", (local) => pad(local.year, 4)],
  ["m", (local) => pad(local.month, 2)],
  ["d", (local) => pad(local.day, 2)],
  ["H", (local) => pad(local.hour, 2)],
  ["M", (local) => pad(local.minute, 2)],
  ["S", (local) => pad(local.second, 2)],
  ["L", (local) => pad(local.millisecond, 3)],
  ["j", (local) => pad(dayOfYear(local), 3)],
  ["w", (local) => String(local.weekday + 1)],
  ["u", (local) => String(local.weekday || 7)],
  ["U", (local) => pad(Math.floor((dayOfYear(local) + 6 - local.weekday) / 7), 2)],
  ["V", (local) => pad(isoWeek(local).week, 2)],
  ["G", (local) => pad(isoWeek(local).year, 4)],
  ["b", (local) => (MONTHS[local.month - 1] ?? "").slice(0, 3)],
  ["B", (local) => MONTHS[local.month - 1] ?? ""],
  ["z", offsetText],
  ["Z", (local) => String(local.offsetMinutes)],
  ["%", () => "%"],
]);

/** A date as text by a format of `%` specifiers. Refuses unknown ones (18536). */
export function formatDate(date: Date, format: string, zone: Zone): string {
  const local = localParts(date, zone);
  return format.replace(/%(.?)/gs, (_, specifier: string) => {
    const write = WRITERS.get(specifier);
    if (!write) throw new MongoError(18536, `Invalid format character '%${specifier}' in format string`);
    return write(local);
  });
}

const READERS: ReadonlyMap<string, string> = new Map([
  ["Y", "(?<Y>\\d{4})"],
  ["m", "(?<m>\\d{1,2})"],
  ["d", "(?<d>\\d{1,2})"],
  ["H", "(?<H>\\d{1,2})"],
  ["M", "(?<M>\\d{1,2})"],
  ["S", "(?<S>\\d{1,2})"],
  ["L", "(?<L>\\d{1,3})"],
  ["z", "(?<z>Z|[+-]\\d{2}:?\\d{2})"],
  ["%", "%"],
]);

function patternOf(format: string): RegExp {
  const escaped = format.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const source = escaped.replace(/%(.?)/gs, (_, specifier: string) => {
    const reader = READERS.get(specifier);
    if (reader === undefined)
      throw new MongoError(18536, `Format character '%${specifier}' is not supported in $dateFromString`);
    return reader;
  });
  return new RegExp(`^${source}$`);
}

/** Reads a date by a format, or as ISO 8601 without one. Refuses text that does not fit (241 ConversionFailure). */
export function parseDate(text: string, format: string | undefined, zone: Zone): Date {
  if (format === undefined) {
    const withZone = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/.test(text) && text.length > 10;
    const date = parseIsoDate(text);
    return withZone
      ? date
      : fromParts(
          localParts(date, () => 0),
          zone,
        );
  }
  const found = patternOf(format).exec(text)?.groups;
  if (!found) throw new MongoError(241, `Error parsing date string '${text}' with format '${format}'`);
  const number = (name: string, otherwise: number): number =>
    found[name] === undefined ? otherwise : Number(found[name]);
  const parts = {
    year: number("Y", 1970),
    month: number("m", 1),
    day: number("d", 1),
    hour: number("H", 0),
    minute: number("M", 0),
    second: number("S", 0),
    millisecond: number("L", 0),
  };
  const offset = found.z === undefined ? undefined : offsetMinutes(found.z);
  return fromParts(parts, offset === undefined ? zone : () => offset);
}
