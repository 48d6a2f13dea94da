import type { Decimal128, Double } from "bson";
import { exactOf } from "./compare.ts";
import {
  addExact,
  decimalOfExact,
  divideExact,
  type Exact,
  exactOfRoundedDouble,
  multiplyExact,
  negateExact,
} from "./decimal.ts";
import { double, isInt32, primitiveNumber, TYPE, typeOf } from "./types.ts";

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** Any stored number, in the form `decode` gives it. */
export type BsonNumber = number | bigint | Double | Decimal128;

interface Operation {
  readonly doubles: (a: number, b: number) => number;
  readonly longs: (a: bigint, b: bigint) => bigint;
  readonly decimals: (a: Exact, b: Exact) => Exact;
}

const ADD: Operation = { doubles: (a, b) => a + b, longs: (a, b) => a + b, decimals: addExact };
const SUBTRACT: Operation = {
  doubles: (a, b) => a - b,
  longs: (a, b) => a - b,
  decimals: (a, b) => addExact(a, negateExact(b)),
};
const MULTIPLY: Operation = { doubles: (a, b) => a * b, longs: (a, b) => a * b, decimals: multiplyExact };

/** Whether a value fits a 64-bit long. */
export function isLong(value: bigint): boolean {
  return value >= LONG_MIN && value <= LONG_MAX;
}

/** The exact value of a number as decimal arithmetic takes it: doubles count with 15 significant digits. */
function decimalOperand(value: unknown): Exact {
  return typeOf(value) === TYPE.double ? exactOfRoundedDouble(Number(value)) : exactOf(value);
}

function bigintOf(value: unknown): bigint {
  return BigInt(primitiveNumber(value) ?? 0);
}

/**
 * Types follow MongoDB: any decimal makes a decimal, else any double a double, else any long a long; an int result
 * that does not fit becomes a long. A long that does not fit gives `undefined`, for the caller to refuse or widen.
 */
function apply(operation: Operation, a: unknown, b: unknown): BsonNumber | undefined {
  const left = typeOf(a);
  const right = typeOf(b);
  if (left === TYPE.decimal || right === TYPE.decimal) {
    return decimalOfExact(operation.decimals(decimalOperand(a), decimalOperand(b)));
  }
  if (left === TYPE.double || right === TYPE.double)
    return double(operation.doubles(asDouble(a), asDouble(b)));
  const small =
    left === TYPE.int && right === TYPE.int ? operation.doubles(Number(a), Number(b)) : Number.NaN;
  if (isInt32(small + 0)) return small + 0;
  const result = operation.longs(bigintOf(a), bigintOf(b));
  return isLong(result) ? result : undefined;
}

/** An int, long or double as a JS number; a long beyond 2^53 is rounded. */
export function asDouble(value: unknown): number {
  return Number(primitiveNumber(value) ?? Number(String(value)));
}

/** Sum of two numbers; `undefined` when a long overflows. */
export function addNumbers(a: unknown, b: unknown): BsonNumber | undefined {
  return apply(ADD, a, b);
}

/** Difference of two numbers; `undefined` when a long overflows. */
export function subtractNumbers(a: unknown, b: unknown): BsonNumber | undefined {
  return apply(SUBTRACT, a, b);
}

/** Product of two numbers; `undefined` when a long overflows. */
export function multiplyNumbers(a: unknown, b: unknown): BsonNumber | undefined {
  return apply(MULTIPLY, a, b);
}

/** Quotient: a decimal if either is one, otherwise a double. The caller refuses a divisor of zero. */
export function divideNumbers(a: unknown, b: unknown): BsonNumber {
  if (typeOf(a) === TYPE.decimal || typeOf(b) === TYPE.decimal) {
    return decimalOfExact(divideExact(decimalOperand(a), decimalOperand(b)));
  }
  return double(asDouble(a) / asDouble(b));
}

/** Adds up many numbers without losing small parts: exact for whole numbers, compensated for doubles. */
export class Sum {
  #whole = 0n;
  #small = 0;
  #double = 0;
  #lost = 0;
  #decimal: Exact | undefined;
  #type: number = TYPE.int;

  /** Adds a number; anything else is ignored, as `$sum` does. */
  add(value: unknown): boolean {
    const type = typeOf(value);
    if (type === TYPE.int) this.#addSmall(Number(value));
    else if (type === TYPE.long) this.#addLong(bigintOf(value));
    else if (type === TYPE.double) this.#addDouble(asDouble(value));
    else if (type === TYPE.decimal) this.#addDecimal(value);
    else return false;
    return true;
  }

  #addSmall(value: number): void {
    this.#small += value;
    if (Math.abs(this.#small) > 2 ** 52) this.#settle();
  }

  #settle(): void {
    this.#whole += BigInt(this.#small);
    this.#small = 0;
  }

  #addLong(value: bigint): void {
    this.#whole += value;
    if (this.#type === TYPE.int) this.#type = TYPE.long;
  }

  #addDouble(value: number): void {
    const sum = this.#double + value;
    const rest =
      Math.abs(this.#double) >= Math.abs(value) ? this.#double - sum + value : value - sum + this.#double;
    if (Number.isFinite(rest)) this.#lost += rest;
    this.#double = sum;
    if (this.#type !== TYPE.decimal) this.#type = TYPE.double;
  }

  #addDecimal(value: unknown): void {
    this.#decimal = this.#decimal ? addExact(this.#decimal, exactOf(value)) : exactOf(value);
    this.#type = TYPE.decimal;
  }

  /** The total in the widest type met; a whole total that fits neither int nor long becomes a double. */
  total(): BsonNumber {
    this.#settle();
    if (this.#type === TYPE.decimal && this.#decimal) {
      const doubles = exactOfRoundedDouble(this.#double + this.#lost);
      const rest = this.#double === 0 ? exactOf(this.#whole) : addExact(exactOf(this.#whole), doubles);
      return decimalOfExact(addExact(this.#decimal, rest));
    }
    if (this.#type === TYPE.double) return double(addWhole(this.#double, this.#lost, this.#whole));
    const small = Number(this.#whole);
    if (this.#type === TYPE.int && isInt32(small)) return small;
    return isLong(this.#whole) ? this.#whole : double(small);
  }
}

function addWhole(sum: number, lost: number, whole: bigint): number {
  if (!Number.isFinite(sum)) return sum;
  return whole === 0n ? sum + lost : sum + Number(whole) + lost;
}
