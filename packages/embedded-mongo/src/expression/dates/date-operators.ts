import { ObjectId, Timestamp } from "bson";
import { isDoc, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { integerOf, isNullish, named, stringOf } from "../operands.ts";
import type { Build, OperatorTable } from "../types.ts";
import { addUnits, diffUnits, truncateTo } from "./date-arithmetic.ts";
import { formatDate, parseDate } from "./date-format.ts";
import { dayOfYear, fromParts, isoWeek, type Local, localParts, parseZone, type Zone } from "./date-zone.ts";

type Values = Readonly<Record<string, unknown>>;

function dateOf(name: string, value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  throw new MongoError(16006, `can't convert from BSON type ${typeNameOf(value)} to Date in ${name}`);
}

/** The zone of a `timezone` argument; undefined if the argument is null, which makes the whole result null. */
function zoneOf(name: string, values: Values): Zone | undefined {
  if (!("timezone" in values)) return parseZone("UTC");
  const { timezone } = values;
  return isNullish(timezone) ? undefined : parseZone(stringOf(name, timezone, 40517));
}

/** An operator that reads one part of a date, given as a date or as `{ date, timezone }`. */
function part(name: string, read: (local: Local) => unknown): [string, Build] {
  const [, byName] = named(name, { required: ["date"], optional: ["timezone"] }, (values) => {
    const zone = zoneOf(name, values);
    if (!zone || isNullish(values.date)) return null;
    return read(localParts(dateOf(name, values.date), zone));
  });
  return [
    name,
    (operand, scope, compile) => {
      const full = isDoc(operand) && !Object.keys(operand)[0]?.startsWith("$");
      const single: unknown = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
      return byName(full ? operand : { date: single }, scope, compile);
    },
  ];
}

const toText = named(
  "$dateToString",
  { required: ["date"], optional: ["format", "timezone", "onNull"] },
  (values) => {
    const zone = zoneOf("$dateToString", values);
    if (isNullish(values.date)) return values.onNull ?? null;
    if (!zone) return null;
    const format = "format" in values ? values.format : "%Y-%m-%dT%H:%M:%S.%LZ";
    if (isNullish(format)) return null;
    return formatDate(dateOf("$dateToString", values.date), stringOf("$dateToString", format, 18533), zone);
  },
);

const fromText = named(
  "$dateFromString",
  { required: ["dateString"], optional: ["format", "timezone", "onError", "onNull"] },
  (values) => {
    if (isNullish(values.dateString)) return values.onNull ?? null;
    const zone = zoneOf("$dateFromString", values);
    if (!zone) return null;
    const format = isNullish(values.format) ? undefined : stringOf("$dateFromString", values.format, 40684);
    try {
      return parseDate(stringOf("$dateFromString", values.dateString, 241), format, zone);
    } catch (error) {
      if ("onError" in values && error instanceof MongoError && error.code === 241) return values.onError;
      throw error;
    }
  },
);

const PARTS = ["year", "month", "day", "hour", "minute", "second", "millisecond"] as const;

const assemble = named(
  "$dateFromParts",
  { required: ["year"], optional: [...PARTS.slice(1), "timezone"] },
  (values) => {
    const zone = zoneOf("$dateFromParts", values);
    if (!zone || PARTS.some((name) => name in values && isNullish(values[name]))) return null;
    const [year = 1970, month = 1, day = 1, ...time] = PARTS.map((name) =>
      name in values
        ? integerOf("$dateFromParts", values[name], 40515)
        : name === "month" || name === "day"
          ? 1
          : 0,
    );
    const [hour = 0, minute = 0, second = 0, millisecond = 0] = time;
    return fromParts({ year, month, day, hour, minute, second, millisecond }, zone);
  },
);

const toParts = part("$dateToParts", ({ year, month, day, hour, minute, second, millisecond }) => ({
  year,
  month,
  day,
  hour,
  minute,
  second,
  millisecond,
}));

function shift(name: "$dateAdd" | "$dateSubtract", sign: 1 | -1): [string, Build] {
  return named(name, { required: ["startDate", "unit", "amount"], optional: ["timezone"] }, (values) => {
    const zone = zoneOf(name, values);
    const { startDate, unit, amount } = values;
    if (!zone || isNullish(startDate) || isNullish(unit) || isNullish(amount)) return null;
    const count = sign * integerOf(name, amount, 5166405);
    return addUnits(dateOf(name, startDate), stringOf(name, unit, 5166402), count, zone);
  });
}

const difference = named(
  "$dateDiff",
  { required: ["startDate", "endDate", "unit"], optional: ["timezone", "startOfWeek"] },
  (values) => {
    const zone = zoneOf("$dateDiff", values);
    const { startDate, endDate, unit } = values;
    if (!zone || isNullish(startDate) || isNullish(endDate) || isNullish(unit)) return null;
    const range = { start: dateOf("$dateDiff", startDate), end: dateOf("$dateDiff", endDate) };
    return BigInt(diffUnits(range, stringOf("$dateDiff", unit, 5439013), zone, values.startOfWeek));
  },
);

const truncate = named(
  "$dateTrunc",
  { required: ["date", "unit"], optional: ["binSize", "timezone", "startOfWeek"] },
  (values) => {
    const zone = zoneOf("$dateTrunc", values);
    const { date, unit, binSize = 1 } = values;
    if (!zone || isNullish(date) || isNullish(unit) || isNullish(binSize)) return null;
    const size = integerOf("$dateTrunc", binSize, 5439017);
    return truncateTo(
      dateOf("$dateTrunc", date),
      { unit: stringOf("$dateTrunc", unit, 5439013), size },
      zone,
      values.startOfWeek,
    );
  },
);

/** Parts of dates, and dates from and to text. */
export const DATES: OperatorTable = new Map<string, Build>([
  part("$year", (local) => local.year),
  part("$month", (local) => local.month),
  part("$dayOfMonth", (local) => local.day),
  part("$hour", (local) => local.hour),
  part("$minute", (local) => local.minute),
  part("$second", (local) => local.second),
  part("$millisecond", (local) => local.millisecond),
  part("$dayOfWeek", (local) => local.weekday + 1),
  part("$dayOfYear", dayOfYear),
  part("$isoDayOfWeek", (local) => local.weekday || 7),
  part("$isoWeek", (local) => isoWeek(local).week),
  part("$isoWeekYear", (local) => BigInt(isoWeek(local).year)),
  toParts,
  toText,
  fromText,
  assemble,
  shift("$dateAdd", 1),
  shift("$dateSubtract", -1),
  difference,
  truncate,
]);
