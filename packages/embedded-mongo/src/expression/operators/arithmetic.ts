import {
  asDouble,
  divideNumbers,
  isLong,
  multiplyNumbers,
  Sum,
  subtractNumbers,
} from "../../bson/arithmetic.ts";
import { exactOf } from "../../bson/compare.ts";
import { decimalOfExact, integralExact } from "../../bson/decimal.ts";
import { double, isInt32, isNumeric, primitiveNumber, TYPE, typeNameOf, typeOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { binary, integerOf, isNullish, unary, variadic } from "../operands.ts";
import type { OperatorTable } from "../types.ts";

function requireNumber(name: string, value: unknown, code = 14): void {
  if (!isNumeric(value))
    throw new MongoError(code, `${name} only supports numeric types, not ${typeNameOf(value)}`);
}

/** Applies to numbers; null in, null out. */
function numeric(
  name: string,
  apply: (value: unknown) => unknown,
  code = 28765,
): (value: unknown) => unknown {
  return (value) => {
    if (isNullish(value)) return null;
    requireNumber(name, value, code);
    return apply(value);
  };
}

function dateOf(ms: number): Date {
  const date = new Date(Math.round(ms));
  if (Number.isNaN(date.getTime())) throw new MongoError(15, "date overflow");
  return date;
}

function add(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const sum = new Sum();
  let date: Date | undefined;
  for (const value of values) {
    if (value instanceof Date) {
      if (date) throw new MongoError(16612, "only one date allowed in an $add expression");
      date = value;
    } else if (!sum.add(value))
      throw new MongoError(14, `$add only supports numeric or date types, not ${typeNameOf(value)}`);
  }
  return date ? dateOf(date.getTime() + asDouble(sum.total())) : sum.total();
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return BigInt(a.getTime() - b.getTime());
    requireNumber("$subtract", b);
    return dateOf(a.getTime() - asDouble(b));
  }
  if (!isNumeric(a) || !isNumeric(b)) {
    throw new MongoError(14, `can't $subtract ${typeNameOf(b)} from ${typeNameOf(a)}`);
  }
  return subtractNumbers(a, b) ?? double(asDouble(a) - asDouble(b));
}

function multiply(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null;
  return values.reduce((product, value) => {
    requireNumber("$multiply", value);
    return multiplyNumbers(product, value) ?? double(asDouble(product) * asDouble(value));
  }, 1);
}

function divide(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  requireNumber("$divide", a);
  requireNumber("$divide", b);
  if (asDouble(b) === 0) throw new MongoError(2, "can't $divide by zero");
  return divideNumbers(a, b);
}

function modulo(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  requireNumber("$mod", a);
  requireNumber("$mod", b);
  if (asDouble(b) === 0) throw new MongoError(16610, "can't $mod by zero");
  const types = [typeOf(a), typeOf(b)];
  if (types.includes(TYPE.decimal)) return decimalModulo(a, b);
  if (types.includes(TYPE.double)) return double(asDouble(a) % asDouble(b));
  const rest = BigInt(primitiveNumber(a) ?? 0) % BigInt(primitiveNumber(b) ?? 1);
  return types.includes(TYPE.long) ? rest : Number(rest);
}

function decimalModulo(a: unknown, b: unknown): unknown {
  const whole = decimalOfExact(integralExact(exactOf(divideNumbers(a, b)), "trunc"));
  return subtractNumbers(a, multiplyNumbers(whole, b));
}

function absolute(value: unknown): unknown {
  if (typeOf(value) === TYPE.decimal) return decimalOfExact({ ...exactOf(value), negative: false });
  if (typeOf(value) === TYPE.double) return double(Math.abs(asDouble(value)));
  const whole = BigInt(primitiveNumber(value) ?? 0);
  const magnitude = whole < 0n ? -whole : whole;
  if (!isLong(magnitude)) throw new MongoError(28680, "can't take $abs of long long min");
  return typeOf(value) === TYPE.int && isInt32(Number(magnitude)) ? Number(magnitude) : magnitude;
}

/** Floor and ceil keep the type; ints and longs are whole already. */
function toWhole(mode: "floor" | "ceil"): (value: unknown) => unknown {
  return (value) => {
    if (typeOf(value) === TYPE.decimal) return decimalOfExact(integralExact(exactOf(value), mode));
    return typeOf(value) === TYPE.double ? double(Math[mode](asDouble(value))) : value;
  };
}

/** Rounds (half to even) or truncates to a decimal place between -20 and 100. */
function toPlace(name: string, mode: "even" | "trunc"): (values: readonly unknown[]) => unknown {
  return ([value, digits]) => {
    if (isNullish(value) || digits === null) return null;
    requireNumber(name, value, 51081);
    const place = digits === undefined ? 0 : integerOf(name, digits, 51082);
    if (place < -20 || place > 100)
      throw new MongoError(51083, `cannot apply ${name} with precision value ${place}`);
    const rounded = integralExact(exactOf(value), mode, place);
    const type = typeOf(value);
    if (type === TYPE.decimal) return decimalOfExact(rounded);
    if (type === TYPE.double) return double(asDouble(decimalOfExact(rounded)));
    const whole =
      rounded.coefficient * 10n ** BigInt(Math.max(rounded.exponent, 0)) * (rounded.negative ? -1n : 1n);
    return type === TYPE.int && isInt32(Number(whole)) ? Number(whole) : whole;
  };
}

function power(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  requireNumber("$pow", a, 28762);
  requireNumber("$pow", b, 28763);
  if (asDouble(a) === 0 && asDouble(b) < 0)
    throw new MongoError(28764, "$pow cannot take a base of 0 and a negative exponent");
  const types = [typeOf(a), typeOf(b)];
  if (types.includes(TYPE.decimal)) throw new MongoError(168, "$pow on decimals is not supported");
  if (types.includes(TYPE.double) || asDouble(b) < 0 || asDouble(b) > 63)
    return double(asDouble(a) ** asDouble(b));
  const whole = BigInt(primitiveNumber(a) ?? 0) ** BigInt(primitiveNumber(b) ?? 0);
  if (!isLong(whole)) return double(asDouble(a) ** asDouble(b));
  return !types.includes(TYPE.long) && isInt32(Number(whole)) ? Number(whole) : whole;
}

function real(
  name: string,
  accept: (value: number) => boolean,
  apply: (value: number) => number,
): (value: unknown) => unknown {
  return numeric(name, (value) => {
    if (typeOf(value) === TYPE.decimal) throw new MongoError(168, `${name} on decimals is not supported`);
    const number = asDouble(value);
    if (!Number.isNaN(number) && !accept(number))
      throw new MongoError(28766, `${name}'s argument ${number} is out of range`);
    return double(apply(number));
  });
}

function logarithm(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  requireNumber("$log", a, 28756);
  requireNumber("$log", b, 28757);
  if (asDouble(a) <= 0) throw new MongoError(28758, "$log's argument must be a positive number");
  if (asDouble(b) <= 0 || asDouble(b) === 1)
    throw new MongoError(28759, "$log's base must be a positive number not equal to 1");
  return double(Math.log(asDouble(a)) / Math.log(asDouble(b)));
}

/** Arithmetic on typed numbers. */
export const ARITHMETIC: OperatorTable = new Map([
  variadic("$add", { min: 0, max: 10_000 }, add),
  binary("$subtract", subtract),
  variadic("$multiply", { min: 0, max: 10_000 }, multiply),
  binary("$divide", divide),
  binary("$mod", modulo),
  unary("$abs", numeric("$abs", absolute)),
  unary("$floor", numeric("$floor", toWhole("floor"))),
  unary("$ceil", numeric("$ceil", toWhole("ceil"))),
  variadic("$round", { min: 1, max: 2 }, toPlace("$round", "even")),
  variadic("$trunc", { min: 1, max: 2 }, toPlace("$trunc", "trunc")),
  binary("$pow", power),
  unary(
    "$sqrt",
    real("$sqrt", (value) => value >= 0, Math.sqrt),
  ),
  unary(
    "$exp",
    real("$exp", () => true, Math.exp),
  ),
  unary(
    "$ln",
    real("$ln", (value) => value > 0, Math.log),
  ),
  unary(
    "$log10",
    real("$log10", (value) => value > 0, Math.log10),
  ),
  binary("$log", logarithm),
]);
