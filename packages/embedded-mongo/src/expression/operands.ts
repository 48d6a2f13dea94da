import { asDouble } from "../bson/arithmetic.ts";
import { isDoc, isNumeric, typeNameOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import type { Build, Compile, Evaluate, Scope } from "./types.ts";

/** How many operands an operator takes. */
interface Arity {
  readonly min: number;
  readonly max: number;
}

/** Compiles a list of operands; a single one need not be in an array. Refuses a wrong number (16020). */
export function compileList(
  name: string,
  operand: unknown,
  arity: Arity,
  within: [Scope, Compile],
): readonly Evaluate[] {
  const items = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (items.length < arity.min || items.length > arity.max) {
    const wanted =
      arity.min === arity.max ? `exactly ${arity.min}` : `at least ${arity.min} and at most ${arity.max}`;
    throw new MongoError(
      16020,
      `Expression ${name} takes ${wanted} arguments. ${items.length} were passed in.`,
    );
  }
  const [scope, compile] = within;
  return items.map((item) => compile(item, scope));
}

/** An operator of exactly one operand. */
export function unary(name: string, apply: (value: unknown) => unknown): [string, Build] {
  return [
    name,
    (operand, scope, compile) => {
      const [value = missing] = compileList(name, operand, { min: 1, max: 1 }, [scope, compile]);
      return (frame) => apply(value(frame));
    },
  ];
}

/** An operator of exactly two operands. */
export function binary(name: string, apply: (a: unknown, b: unknown) => unknown): [string, Build] {
  return [
    name,
    (operand, scope, compile) => {
      const [a = missing, b = missing] = compileList(name, operand, { min: 2, max: 2 }, [scope, compile]);
      return (frame) => apply(a(frame), b(frame));
    },
  ];
}

/** An operator of several operands, all evaluated before it is applied. */
export function variadic(
  name: string,
  arity: Arity,
  apply: (values: readonly unknown[]) => unknown,
): [string, Build] {
  return [
    name,
    (operand, scope, compile) => {
      const values = compileList(name, operand, arity, [scope, compile]);
      return (frame) => apply(values.map((value) => value(frame)));
    },
  ];
}

/** The arguments of an operator that takes a document of them, checked for unknown and lacking names (9). */
export function namedOperands(
  name: string,
  operand: unknown,
  known: { required: readonly string[]; optional?: readonly string[] },
): Readonly<Record<string, unknown>> {
  if (!isDoc(operand)) throw new MongoError(9, `${name} only supports an object as its argument`);
  const { required, optional = [] } = known;
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key)) {
      throw new MongoError(9, `Unrecognized argument to ${name}: ${key}`);
    }
  }
  for (const key of required) {
    if (!(key in operand)) throw new MongoError(9, `Missing '${key}' parameter to ${name}`);
  }
  return operand;
}

/** An operator that takes a document of arguments, all of them expressions, and applies a function to their values. */
export function named(
  name: string,
  known: { required: readonly string[]; optional?: readonly string[] },
  apply: (values: Readonly<Record<string, unknown>>) => unknown,
): [string, Build] {
  return [
    name,
    (operand, scope, compile) => {
      const given = Object.entries(namedOperands(name, operand, known));
      const evaluates = given.map(([key, value]) => [key, compile(value, scope)] as const);
      return (frame) => apply(Object.fromEntries(evaluates.map(([key, evaluate]) => [key, evaluate(frame)])));
    },
  ];
}

/** An expression that is never there. */
export function missing(): undefined {
  return undefined;
}

/** Whether a value is null or missing. */
export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** The value as an array, or a refusal that names the operator. */
export function arrayOf(name: string, value: unknown, code = 2): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw new MongoError(
    code,
    `The argument to ${name} must be an array, but was of type: ${typeNameOf(value)}`,
  );
}

/** The value as a whole JS number, or a refusal that names the operator. */
export function integerOf(name: string, value: unknown, code = 2): number {
  const number = isNumeric(value) ? asDouble(value) : Number.NaN;
  if (Number.isInteger(number)) return number;
  throw new MongoError(code, `${name} requires a whole number, but found ${typeNameOf(value)}`);
}

/** The value as a string, or a refusal that names the operator. */
export function stringOf(name: string, value: unknown, code = 2): string {
  if (typeof value === "string") return value;
  throw new MongoError(code, `${name} requires a string, but found ${typeNameOf(value)}`);
}
