import { asDouble } from "../../bson/arithmetic.ts";
import { compareBson } from "../../bson/compare.ts";
import { isNumeric } from "../../bson/types.ts";
import { binary, compileList, unary } from "../operands.ts";
import type { Build, OperatorTable } from "../types.ts";

/** Truth in expressions: false, null, missing and zero are false, all else is true. */
export function truth(value: unknown): boolean {
  if (value === true) return true;
  if (value === false || value === null || value === undefined) return false;
  return !isNumeric(value) || asDouble(value) !== 0;
}

/** `$and` and `$or` stop at the first operand that decides. */
function shortCircuit(name: string, deciding: boolean): [string, Build] {
  return [
    name,
    (operand, scope, compile) => {
      const operands = compileList(name, operand, { min: 0, max: 10_000 }, [scope, compile]);
      return (frame) => operands.some((evaluate) => truth(evaluate(frame)) === deciding) === deciding;
    },
  ];
}

/** Comparison across all types in BSON order, and boolean logic. */
export const COMPARISONS: OperatorTable = new Map([
  binary("$eq", (a, b) => compareBson(a, b) === 0),
  binary("$ne", (a, b) => compareBson(a, b) !== 0),
  binary("$gt", (a, b) => compareBson(a, b) > 0),
  binary("$gte", (a, b) => compareBson(a, b) >= 0),
  binary("$lt", (a, b) => compareBson(a, b) < 0),
  binary("$lte", (a, b) => compareBson(a, b) <= 0),
  binary("$cmp", (a, b) => compareBson(a, b)),
  shortCircuit("$and", false),
  shortCircuit("$or", true),
  unary("$not", (value) => !truth(value)),
]);
