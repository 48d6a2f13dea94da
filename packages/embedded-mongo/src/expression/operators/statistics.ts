import { asDouble, divideNumbers, Sum } from "../../bson/arithmetic.ts";
import { compareBson } from "../../bson/compare.ts";
import { double, isNumeric } from "../../bson/types.ts";
import { isNullish, variadic } from "../operands.ts";
import type { Build, OperatorTable } from "../types.ts";

/** One operand that is an array stands for its elements; several stand for themselves. */
function spread(name: string, apply: (values: readonly unknown[]) => unknown): [string, Build] {
  return variadic(name, { min: 0, max: 10_000 }, (values) => {
    const [only] = values;
    return apply(values.length === 1 && Array.isArray(only) ? (only as unknown[]) : values);
  });
}

/** The sum of the numbers among the values; 0 if there are none. */
function sumOf(values: readonly unknown[]): unknown {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum.total();
}

/** The mean of the numbers among the values; null if there are none. */
function averageOf(values: readonly unknown[]): unknown {
  const numbers = values.filter(isNumeric);
  return numbers.length === 0 ? null : divideNumbers(sumOf(numbers), numbers.length);
}

/** The least (1) or greatest (-1) of the values that are not null; null if there are none. */
function extremeOf(values: readonly unknown[], direction: 1 | -1): unknown {
  const present = values.filter((value) => !isNullish(value));
  if (present.length === 0) return null;
  return present.reduce((best, value) => (compareBson(value, best) * direction < 0 ? value : best));
}

/** The standard deviation of the numbers among the values, of a population or a sample. */
function deviationOf(values: readonly unknown[], sample: boolean): unknown {
  const numbers = values.filter(isNumeric).map(asDouble);
  const degrees = numbers.length - (sample ? 1 : 0);
  if (degrees <= 0) return null;
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return double(Math.sqrt(squares / degrees));
}

/** Accumulators used as expressions over arrays or lists of operands. */
export const STATISTICS: OperatorTable = new Map([
  spread("$sum", sumOf),
  spread("$avg", averageOf),
  spread("$min", (values) => extremeOf(values, 1)),
  spread("$max", (values) => extremeOf(values, -1)),
  spread("$stdDevPop", (values) => deviationOf(values, false)),
  spread("$stdDevSamp", (values) => deviationOf(values, true)),
]);
