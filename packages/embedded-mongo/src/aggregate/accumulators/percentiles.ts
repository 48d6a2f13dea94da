import { asDouble } from "../../bson/arithmetic.ts";
import { double, isNumeric, primitiveNumber } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compile, type Evaluate } from "../../expression/index.ts";
import { namedOperands } from "../../expression/operands.ts";
import type { Accumulate, BuildAccumulator } from "./types.ts";

/** The value below or at which the given share of all values lies: always one that was met. */
function percentile(sorted: readonly number[], share: number): unknown {
  const at = Math.max(0, Math.ceil(share * sorted.length) - 1);
  const value = sorted[at];
  return value === undefined ? null : double(value);
}

function shareOf(value: unknown): number {
  const share = isNumeric(value) ? Number(primitiveNumber(value)) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw new MongoError(7750303, "$percentile: 'p' must hold numbers from 0 to 1");
}

function gather(evaluate: Evaluate, answer: (sorted: readonly number[]) => unknown): Accumulate {
  return () => {
    const values: number[] = [];
    return {
      add: (frame) => {
        const value = evaluate(frame);
        if (isNumeric(value)) values.push(asDouble(value));
      },
      result: () => answer(values.sort((a, b) => a - b)),
    };
  };
}

function checkMethod(name: string, method: unknown): void {
  if (method !== "approximate") {
    throw new MongoError(2, `${name}: currently only 'approximate' can be used as percentile 'method'`);
  }
}

const median: BuildAccumulator = (operand, scope) => {
  const { input, method } = namedOperands("$median", operand, { required: ["input", "method"] });
  checkMethod("$median", method);
  return gather(compile(input, scope), (sorted) => percentile(sorted, 0.5));
};

const percentiles: BuildAccumulator = (operand, scope) => {
  const known = { required: ["input", "p", "method"] };
  const { input, p, method } = namedOperands("$percentile", operand, known);
  checkMethod("$percentile", method);
  const list = compile(p, scope)({ root: {}, locals: [] });
  if (!Array.isArray(list) || list.length === 0) {
    throw new MongoError(7750301, "$percentile: 'p' must be a non-empty array of numbers");
  }
  const shares = (list as unknown[]).map(shareOf);
  return gather(compile(input, scope), (sorted) => shares.map((share) => percentile(sorted, share)));
};

/** `$median` and `$percentile`, exact although MongoDB's method is called approximate. */
export const PERCENTILES: readonly (readonly [string, BuildAccumulator])[] = [
  ["$median", median],
  ["$percentile", percentiles],
];
