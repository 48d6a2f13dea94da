import { Decimal128 } from "bson";

/** A number written exactly as `coefficient * 10^exponent`, or one of the special values. */
export interface Exact {
  readonly kind: "finite" | "infinite" | "nan";
  readonly negative: boolean;
  /** Magnitude, never negative. */
  readonly coefficient: bigint;
  readonly exponent: number;
}

const MAX_DIGITS = 34;
const MIN_EXPONENT = -6176;
const MAX_EXPONENT = 6111;
const BIAS = 6176;
const MAX_COEFFICIENT = 10n ** 34n - 1n;

const EXACT_NAN: Exact = { kind: "nan", negative: false, coefficient: 0n, exponent: 0 };

function infinite(negative: boolean): Exact {
  return { kind: "infinite", negative, coefficient: 0n, exponent: 0 };
}

function finite(negative: boolean, coefficient: bigint, exponent: number): Exact {
  return { kind: "finite", negative, coefficient, exponent };
}

/** Reads a Decimal128 into its exact parts. */
export function exactOfDecimal(value: Decimal128): Exact {
  const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, 16);
  const low = view.getBigUint64(0, true);
  const high = view.getBigUint64(8, true);
  const negative = high >> 63n === 1n;
  const top = Number((high >> 58n) & 31n);
  if (top === 31) return EXACT_NAN;
  if (top === 30) return infinite(negative);
  const large = top >> 3 === 3;
  const exponent = Number((high >> (large ? 47n : 49n)) & 0x3fffn) - BIAS;
  const coefficient = large ? 0n : ((high & 0x1ffffffffffffn) << 64n) | low;
  return finite(negative, coefficient > MAX_COEFFICIENT ? 0n : coefficient, exponent);
}

function exactOfDouble(value: number): Exact {
  if (Number.isNaN(value)) return EXACT_NAN;
  if (!Number.isFinite(value)) return infinite(value < 0);
  const negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  if (Number.isInteger(magnitude)) return finite(negative, BigInt(magnitude), 0);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, magnitude);
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const shift = 1075 - Math.max(biased, 1);
  return finite(negative, mantissa * 5n ** BigInt(shift), -shift);
}

/** The exact value of an int, long or double held as a JS primitive. */
export function exactOfPrimitive(value: number | bigint): Exact {
  if (typeof value === "number") return exactOfDouble(value);
  return finite(value < 0n, value < 0n ? -value : value, 0);
}

function digitCount(value: bigint): number {
  return value === 0n ? 0 : value.toString().length;
}

function compareMagnitude(a: Exact, b: Exact): number {
  if (a.coefficient === 0n || b.coefficient === 0n) {
    return Number(a.coefficient !== 0n) - Number(b.coefficient !== 0n);
  }
  if (a.exponent !== b.exponent) {
    const size = digitCount(a.coefficient) + a.exponent - (digitCount(b.coefficient) + b.exponent);
    if (size !== 0) return size < 0 ? -1 : 1;
  }
  const lowest = Math.min(a.exponent, b.exponent);
  const left = a.coefficient * 10n ** BigInt(a.exponent - lowest);
  const right = b.coefficient * 10n ** BigInt(b.exponent - lowest);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function signOf(value: Exact): number {
  if (value.kind === "finite" && value.coefficient === 0n) return 0;
  return value.negative ? -1 : 1;
}

/** Compares two exact numbers; NaN equals NaN and comes before every other number. */
export function compareExact(a: Exact, b: Exact): number {
  if (a.kind === "nan" || b.kind === "nan") return Number(b.kind === "nan") - Number(a.kind === "nan");
  const sign = signOf(a);
  if (sign !== signOf(b)) return sign < signOf(b) ? -1 : 1;
  if (sign === 0) return 0;
  if (a.kind === "infinite" || b.kind === "infinite") {
    return sign * (Number(a.kind === "infinite") - Number(b.kind === "infinite"));
  }
  return sign * compareMagnitude(a, b);
}

/** Drops the last `digits` digits, rounding half to even. */
function shorten(coefficient: bigint, digits: number): bigint {
  const divisor = 10n ** BigInt(digits);
  const quotient = coefficient / divisor;
  const twice = (coefficient % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

/** Rounds to what a Decimal128 can hold: 34 digits and its exponent range. */
function fit(value: Exact): Exact {
  if (value.kind !== "finite") return value;
  let { coefficient, exponent } = value;
  const excess = Math.max(digitCount(coefficient) - MAX_DIGITS, MIN_EXPONENT - exponent, 0);
  if (excess > 0) {
    coefficient = shorten(coefficient, Math.min(excess, 10_000));
    exponent += excess;
  }
  if (coefficient > MAX_COEFFICIENT) {
    coefficient /= 10n;
    exponent += 1;
  }
  if (exponent > MAX_EXPONENT) {
    const padding = exponent - MAX_EXPONENT;
    if (coefficient !== 0n && digitCount(coefficient) + padding > MAX_DIGITS) return infinite(value.negative);
    coefficient *= 10n ** BigInt(coefficient === 0n ? 0 : padding);
    exponent = MAX_EXPONENT;
  }
  return finite(value.negative, coefficient, exponent);
}

/** Writes an exact number as a Decimal128, rounded half to even to 34 digits; too large becomes infinity. */
export function decimalOfExact(value: Exact): Decimal128 {
  const fitted = fit(value);
  let high = fitted.negative ? 1n << 63n : 0n;
  let low = 0n;
  if (fitted.kind === "nan") high |= 31n << 58n;
  else if (fitted.kind === "infinite") high |= 30n << 58n;
  else {
    low = fitted.coefficient & 0xffffffffffffffffn;
    high |= (BigInt(fitted.exponent + BIAS) << 49n) | (fitted.coefficient >> 64n);
  }
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, low, true);
  view.setBigUint64(8, high, true);
  return new Decimal128(bytes);
}

/** A double as a decimal of 15 significant digits, the way MongoDB widens doubles for decimal arithmetic. */
export function exactOfRoundedDouble(value: number): Exact {
  if (!Number.isFinite(value)) return exactOfDouble(value);
  const [digits = "0", exponent = "0"] = Math.abs(value).toExponential(14).split("e");
  return finite(value < 0 || Object.is(value, -0), BigInt(digits.replace(".", "")), Number(exponent) - 14);
}

function signed(value: Exact): bigint {
  return value.negative ? -value.coefficient : value.coefficient;
}

/** Exact sum; infinities of opposite sign give NaN. */
export function addExact(a: Exact, b: Exact): Exact {
  if (a.kind === "nan" || b.kind === "nan") return EXACT_NAN;
  if (a.kind === "infinite" && b.kind === "infinite" && a.negative !== b.negative) return EXACT_NAN;
  if (a.kind === "infinite") return a;
  if (b.kind === "infinite") return b;
  const exponent = Math.min(a.exponent, b.exponent);
  const left = signed(a) * 10n ** BigInt(a.exponent - exponent);
  const sum = left + signed(b) * 10n ** BigInt(b.exponent - exponent);
  const negative = sum < 0n || (sum === 0n && a.negative && b.negative);
  return finite(negative, sum < 0n ? -sum : sum, exponent);
}

/** The same number with the opposite sign. */
export function negateExact(value: Exact): Exact {
  return { ...value, negative: !value.negative };
}

/** Exact product; zero times infinity gives NaN. */
export function multiplyExact(a: Exact, b: Exact): Exact {
  if (a.kind === "nan" || b.kind === "nan") return EXACT_NAN;
  const negative = a.negative !== b.negative;
  if (a.kind === "infinite" || b.kind === "infinite") {
    return signOf(a) === 0 || signOf(b) === 0 ? EXACT_NAN : infinite(negative);
  }
  return finite(negative, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

/** Quotient rounded to 34 digits; division by zero gives NaN or infinity. */
export function divideExact(a: Exact, b: Exact): Exact {
  const negative = a.negative !== b.negative;
  if (a.kind === "nan" || b.kind === "nan" || (a.kind === "infinite" && b.kind === "infinite"))
    return EXACT_NAN;
  if (a.kind === "infinite") return infinite(negative);
  if (b.kind === "infinite") return finite(negative, 0n, MIN_EXPONENT);
  if (b.coefficient === 0n) return a.coefficient === 0n ? EXACT_NAN : infinite(negative);
  const ideal = a.exponent - b.exponent;
  const scale = Math.max(0, MAX_DIGITS + 2 + digitCount(b.coefficient) - digitCount(a.coefficient));
  const scaled = a.coefficient * 10n ** BigInt(scale);
  let coefficient = scaled / b.coefficient;
  let exponent = ideal - scale;
  if (scaled % b.coefficient !== 0n) return finite(negative, coefficient * 10n + 1n, exponent - 1);
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent += 1;
  }
  return finite(negative, coefficient, exponent);
}

/** Rounds to an integer towards zero, down, up or half to even. */
export function integralExact(value: Exact, mode: "trunc" | "floor" | "ceil" | "even", place = 0): Exact {
  if (value.kind !== "finite" || value.exponent >= -place) return value;
  const digits = -place - value.exponent;
  const divisor = 10n ** BigInt(digits);
  const rest = value.coefficient % divisor;
  let coefficient = value.coefficient / divisor;
  if (mode === "even") coefficient = shorten(value.coefficient, digits);
  else if (rest !== 0n && mode === (value.negative ? "floor" : "ceil")) coefficient += 1n;
  return finite(value.negative, coefficient, -place);
}

/** The nearest double. */
export function doubleOfExact(value: Exact): number {
  if (value.kind === "nan") return Number.NaN;
  const magnitude = value.kind === "infinite" ? Infinity : Number(`${value.coefficient}e${value.exponent}`);
  return value.negative ? -magnitude : magnitude;
}
