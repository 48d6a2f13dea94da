import { Decimal128 } from "bson";
import { addNumbers, type BsonNumber, multiplyNumbers } from "../bson/arithmetic.ts";
import { describe, describeId } from "../bson/describe.ts";
import { double, isDoc, isNumeric, primitiveNumber, TYPE, typeNameOf, typeOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Modifier, ModifierContext } from "./tree.ts";

function lastName(place: ModifierContext): string {
  return place.path.split(".").at(-1) ?? "";
}

function arithmetic(
  operator: "$inc" | "$mul",
  operand: unknown,
  path: string,
  whenMissing: (operand: unknown) => unknown,
): Modifier {
  if (!isNumeric(operand)) {
    const verb = operator === "$inc" ? "increment" : "multiply";
    throw new MongoError(14, `Cannot ${verb} with non-numeric argument: {${path}: ${describe(operand)}}`);
  }
  const combine = operator === "$inc" ? addNumbers : multiplyNumbers;
  return (current, place) => {
    if (current === undefined) return whenMissing(operand);
    if (!isNumeric(current)) {
      throw new MongoError(
        14,
        `Cannot apply ${operator} to a value of non-numeric type. ${describeId(place.root)} has the field '${lastName(place)}' of non-numeric type ${typeNameOf(current)}`,
      );
    }
    const result: BsonNumber | undefined = combine(current, operand);
    if (result !== undefined) return result;
    throw new MongoError(
      2,
      `Failed to apply ${operator} operations to current value (${describe(current)}) for document ${describeId(place.root)}`,
    );
  };
}

/** `$inc`: a missing field becomes the operand. Refuses non-numbers (14) and a long that overflows (2). */
export function increment(operand: unknown, path: string): Modifier {
  return arithmetic("$inc", operand, path, (value) => value);
}

function zeroLike(operand: unknown): unknown {
  const type = typeOf(operand);
  if (type === TYPE.decimal) return Decimal128.fromString("0");
  if (type === TYPE.double) return double(0);
  return type === TYPE.long ? 0n : 0;
}

/** `$mul`: a missing field becomes zero of the operand's type. */
export function multiply(operand: unknown, path: string): Modifier {
  return arithmetic("$mul", operand, path, zeroLike);
}

const BITWISE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

interface BitStep {
  readonly combine: (a: bigint, b: bigint) => bigint;
  readonly mask: bigint;
  readonly isLong: boolean;
}

function wholeOf(value: unknown): bigint | undefined {
  const type = typeOf(value);
  return type === TYPE.int || type === TYPE.long ? BigInt(primitiveNumber(value) ?? 0) : undefined;
}

function bitStep([name, operand]: readonly [string, unknown]): BitStep {
  const combine = Object.hasOwn(BITWISE, name) ? BITWISE[name] : undefined;
  if (!combine) {
    throw new MongoError(2, `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
  }
  const mask = wholeOf(operand);
  if (mask === undefined) {
    throw new MongoError(
      2,
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeNameOf(operand)}' is not supported here: {${name}: ${describe(operand)}}`,
    );
  }
  return { combine, mask, isLong: typeOf(operand) === TYPE.long };
}

/** `$bit` with `and`, `or`, `xor` on ints and longs. */
export function bitwise(operand: unknown, path: string): Modifier {
  if (!isDoc(operand)) {
    throw new MongoError(
      2,
      `The $bit modifier is not compatible with a ${typeNameOf(operand)}. You can only use an embedded document`,
    );
  }
  const steps = Object.entries(operand).map(bitStep);
  if (steps.length === 0) {
    throw new MongoError(
      2,
      `You must pass in at least one bitwise operation. The format is: {$bit: {${path}: {and/or/xor: #}}}`,
    );
  }
  return (current, place) => {
    const start = current === undefined ? 0n : wholeOf(current);
    if (start === undefined) {
      throw new MongoError(
        2,
        `Cannot apply $bit to a value of non-integral type. ${describeId(place.root)} has the field ${lastName(place)} of non-integer type ${typeNameOf(current)}`,
      );
    }
    const wide = typeOf(current) === TYPE.long || steps.some((step) => step.isLong);
    const bits = steps.reduce((value, step) => step.combine(value, step.mask), start);
    return wide ? bits : Number(bits);
  };
}
