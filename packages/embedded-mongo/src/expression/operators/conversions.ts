import { Decimal128, ObjectId, Timestamp } from "bson";
import { asDouble, isLong } from "../../bson/arithmetic.ts";
import { exactOf } from "../../bson/compare.ts";
import { decimalOfExact, type Exact, exactOfRoundedDouble, integralExact } from "../../bson/decimal.ts";
import {
  aliasOf,
  double,
  isInt32,
  isNumeric,
  primitiveNumber,
  TYPE,
  TYPE_BY_ALIAS,
  typeNameOf,
  typeOf,
} from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { parseIsoDate } from "../dates/date-text.ts";
import { isNullish, namedOperands, unary } from "../operands.ts";
import { toText } from "../to-text.ts";
import type { Build, OperatorTable } from "../types.ts";

function failure(message: string): MongoError {
  return new MongoError(241, `${message} in $convert with no onError value`);
}

function unsupported(value: unknown, to: string): MongoError {
  return failure(`Unsupported conversion from ${typeNameOf(value)} to ${to}`);
}

function wholeOf(value: Exact): bigint {
  const whole = integralExact(value, "trunc");
  if (whole.kind !== "finite") throw failure("Attempt to convert NaN or infinity to an integer");
  if (whole.exponent > 40) throw failure("Conversion would overflow target type");
  return whole.coefficient * 10n ** BigInt(Math.max(whole.exponent, 0)) * (whole.negative ? -1n : 1n);
}

function toBigint(value: unknown, to: string): bigint {
  if (isNumeric(value)) return wholeOf(exactOf(value));
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (value instanceof Date && to === "long") return BigInt(value.getTime());
  if (typeof value !== "string") throw unsupported(value, to);
  if (!/^[+-]?\d+$/.test(value)) throw failure(`Failed to parse number '${value}'`);
  return BigInt(value);
}

function toInt(value: unknown): number {
  const whole = Number(toBigint(value, "int"));
  if (!isInt32(whole + 0)) throw failure("Conversion would overflow target type");
  return whole + 0;
}

function toLong(value: unknown): bigint {
  const whole = toBigint(value, "long");
  if (!isLong(whole)) throw failure("Conversion would overflow target type");
  return whole;
}

function toDouble(value: unknown): unknown {
  if (isNumeric(value)) return double(asDouble(value));
  if (typeof value === "boolean") return double(value ? 1 : 0);
  if (value instanceof Date) return double(value.getTime());
  if (typeof value !== "string") throw unsupported(value, "double");
  const number =
    /^\s|\s$/.test(value) || value === "" || /^[+-]?0[xob]/i.test(value) ? Number.NaN : Number(value);
  if (Number.isNaN(number) && value !== "NaN") throw failure(`Failed to parse number '${value}'`);
  return double(number);
}

function toDecimal(value: unknown): Decimal128 {
  if (typeOf(value) === TYPE.decimal) return value as Decimal128;
  if (typeOf(value) === TYPE.double) return decimalOfExact(exactOfRoundedDouble(Number(value)));
  if (typeof value === "string") return decimalOfText(value);
  const number =
    typeof value === "boolean" ? Number(value) : value instanceof Date ? BigInt(value.getTime()) : value;
  if (!isNumeric(number)) throw unsupported(value, "decimal");
  return decimalOfExact(exactOf(primitiveNumber(number)));
}

function decimalOfText(value: string): Decimal128 {
  try {
    return Decimal128.fromStringWithRounding(value);
  } catch (cause) {
    throw new MongoError(241, `Failed to parse number '${value}' in $convert with no onError value`, {
      cause,
    });
  }
}

function toBool(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  return !isNumeric(value) || asDouble(value) !== 0;
}

function toDate(value: unknown): Date {
  if (value instanceof Date) return value;
  if (typeof value === "string") return parseIsoDate(value);
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  const type = typeOf(value);
  if (type === TYPE.long || type === TYPE.double || type === TYPE.decimal) {
    const date = new Date(Number(wholeOf(exactOf(value))));
    if (!Number.isNaN(date.getTime())) return date;
  }
  throw unsupported(value, "date");
}

function toObjectId(value: unknown): ObjectId {
  if (value instanceof ObjectId) return value;
  if (typeof value !== "string") throw unsupported(value, "objectId");
  if (!/^[0-9a-f]{24}$/i.test(value)) throw failure(`Failed to parse objectId '${value}'`);
  return new ObjectId(value);
}

const CONVERTERS: ReadonlyMap<number, (value: unknown) => unknown> = new Map<
  number,
  (value: unknown) => unknown
>([
  [TYPE.int, toInt],
  [TYPE.long, toLong],
  [TYPE.double, toDouble],
  [TYPE.decimal, toDecimal],
  [TYPE.bool, toBool],
  [TYPE.string, toText],
  [TYPE.date, toDate],
  [TYPE.objectId, toObjectId],
]);

function nullSafe(apply: (value: unknown) => unknown): (value: unknown) => unknown {
  return (value) => (isNullish(value) ? null : apply(value));
}

function converterFor(to: unknown): (value: unknown) => unknown {
  const type = typeof to === "string" ? TYPE_BY_ALIAS.get(to) : Number(primitiveNumber(to) ?? 0);
  const convert = CONVERTERS.get(type ?? 0);
  if (!convert)
    throw new MongoError(
      2,
      `$convert to ${typeof to === "string" ? to : aliasOf(type ?? 0)} is not supported`,
    );
  return convert;
}

const convert: Build = (operand, scope, compile) => {
  const known = { required: ["input", "to"], optional: ["onError", "onNull"] };
  const given = namedOperands("$convert", operand, known);
  const input = compile(given.input, scope);
  const to = compile(given.to, scope);
  const onNull = "onNull" in given ? compile(given.onNull, scope) : () => null;
  const onError = "onError" in given ? compile(given.onError, scope) : undefined;
  return (frame) => {
    const value = input(frame);
    const target = to(frame);
    if (isNullish(value)) return onNull(frame);
    if (isNullish(target)) return null;
    const apply = converterFor(target);
    try {
      return apply(value);
    } catch (error) {
      if (onError && error instanceof MongoError && error.code === 241) return onError(frame);
      throw error;
    }
  };
};

/** Conversion between types, and questions about types. */
export const CONVERSIONS: OperatorTable = new Map<string, Build>([
  unary("$toInt", nullSafe(toInt)),
  unary("$toLong", nullSafe(toLong)),
  unary("$toDouble", nullSafe(toDouble)),
  unary("$toDecimal", nullSafe(toDecimal)),
  unary("$toBool", nullSafe(toBool)),
  unary("$toString", nullSafe(toText)),
  unary("$toDate", nullSafe(toDate)),
  unary("$toObjectId", nullSafe(toObjectId)),
  unary("$type", typeNameOf),
  unary("$isNumber", isNumeric),
  ["$convert", convert],
]);
