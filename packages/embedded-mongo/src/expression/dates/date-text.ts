import { MongoError } from "../../errors.ts";

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;

/** Minutes east of UTC of `Z`, `+02`, `-0530` or `+05:30`. */
export function offsetMinutes(text: string): number | undefined {
  if (text === "Z" || text === "UTC" || text === "GMT") return 0;
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (!found) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === "-" ? -minutes : minutes;
}

/** Reads an ISO 8601 date, with or without time and offset (UTC if none). Refuses anything else (241 ConversionFailure). */
export function parseIsoDate(text: string): Date {
  const found = ISO.exec(text);
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone = "Z"] =
    found ?? [];
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const date = new Date(
    ms + Math.trunc(Number(`0.${fraction}`) * 1000) - (offsetMinutes(zone) ?? 0) * 60_000,
  );
  const exists = new Date(ms).getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60;
  if (!found || Number.isNaN(ms) || !exists) {
    throw new MongoError(241, `Error parsing date string '${text}' in $convert with no onError value`);
  }
  return date;
}
