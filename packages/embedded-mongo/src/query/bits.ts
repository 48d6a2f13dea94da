import { binaryOf } from "../bson/compare.ts";
import { primitiveNumber, TYPE, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Test } from "./leaf.ts";

/** The four bit tests: what must hold for the bits of the mask. */
export type BitsOperator = "$bitsAllSet" | "$bitsAllClear" | "$bitsAnySet" | "$bitsAnyClear";

const MAX_POSITION = 65_535n;

function bitsOfBinary(value: unknown): bigint {
  const hex = Buffer.from(binaryOf(value).bytes.toReversed()).toString("hex");
  return hex === "" ? 0n : BigInt(`0x${hex}`);
}

function integral(value: unknown): bigint | undefined {
  const primitive = primitiveNumber(value);
  if (typeof primitive === "bigint") return primitive;
  if (primitive === undefined || !Number.isInteger(primitive) || Math.abs(primitive) >= 2 ** 63)
    return undefined;
  return BigInt(primitive);
}

function maskOfPositions(operator: string, positions: readonly unknown[]): bigint {
  return positions.reduce<bigint>((mask, position) => {
    const bit = integral(position);
    if (bit === undefined || bit < 0n || bit > MAX_POSITION) {
      throw new MongoError(2, `Failed to parse bit position. Expected 0 to ${MAX_POSITION} in: ${operator}`);
    }
    return mask | (1n << bit);
  }, 0n);
}

function parseMask(operator: string, operand: unknown): bigint {
  if (Array.isArray(operand)) return maskOfPositions(operator, operand as unknown[]);
  if (typeOf(operand) === TYPE.binData) return bitsOfBinary(operand);
  const mask = integral(operand);
  if (mask === undefined) throw new MongoError(2, `${operator} takes an Array, a number, or a BinData`);
  if (mask < 0n) throw new MongoError(9, `Expected a non-negative number in: ${operator}: ${mask}`);
  return mask;
}

/** The bits of a stored value; negative numbers are sign-extended without end, as two's complement. */
function bitsOf(value: unknown): bigint | undefined {
  return typeOf(value) === TYPE.binData ? bitsOfBinary(value) : integral(value);
}

/** A bit test; values that are neither whole numbers nor binary never match. */
export function testBits(operator: BitsOperator, operand: unknown): Test {
  const mask = parseMask(operator, operand);
  return (value) => {
    const bits = bitsOf(value);
    if (bits === undefined) return false;
    const set = bits & mask;
    if (operator === "$bitsAllSet") return set === mask;
    if (operator === "$bitsAllClear") return set === 0n;
    return operator === "$bitsAnySet" ? set !== 0n : set !== mask;
  };
}
