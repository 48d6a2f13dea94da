import { asDouble, divideNumbers, Sum } from "../../bson/arithmetic.ts";
import { compareBson } from "../../bson/compare.ts";
import { keyString } from "../../bson/key.ts";
import { type Doc, double, isDoc, isNumeric, setField, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compile, type Evaluate, type Scope } from "../../expression/index.ts";
import { PERCENTILES } from "./percentiles.ts";
import { N_ACCUMULATORS } from "./ranked.ts";
import type { Accumulate, BuildAccumulator } from "./types.ts";

/** What gathers plain values, `undefined` for missing ones. */
interface Gatherer {
  readonly add: (value: unknown) => void;
  readonly result: () => unknown;
}

function unary(name: string, gather: () => Gatherer): [string, BuildAccumulator] {
  return [
    name,
    (operand, scope) => {
      if (Array.isArray(operand) && operand.length !== 1) {
        throw new MongoError(40237, `The ${name} accumulator is a unary operator`);
      }
      const evaluate: Evaluate = compile(Array.isArray(operand) ? operand[0] : operand, scope);
      return () => {
        const { add, result } = gather();
        return { add: (frame) => add(evaluate(frame)), result };
      };
    },
  ];
}

function sum(): Gatherer {
  const total = new Sum();
  return { add: (value) => void total.add(value), result: () => total.total() };
}

function average(): Gatherer {
  const total = new Sum();
  let count = 0;
  return {
    add: (value) => {
      if (total.add(value)) count += 1;
    },
    result: () => (count === 0 ? null : divideNumbers(total.total(), count)),
  };
}

function extreme(direction: 1 | -1): () => Gatherer {
  return () => {
    let best: unknown;
    return {
      add: (value) => {
        if (value === null || value === undefined) return;
        if (best === undefined || compareBson(value, best) * direction < 0) best = value;
      },
      result: () => best ?? null,
    };
  };
}

function first(): Gatherer {
  let met = false;
  let value: unknown;
  return {
    add: (next) => {
      if (!met) value = next;
      met = true;
    },
    result: () => value ?? null,
  };
}

function last(): Gatherer {
  let value: unknown;
  return {
    add: (next) => {
      value = next;
    },
    result: () => value ?? null,
  };
}

function push(): Gatherer {
  const values: unknown[] = [];
  return {
    add: (value) => {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

function addToSet(): Gatherer {
  const values = new Map<string, unknown>();
  return {
    add: (value) => {
      if (value === undefined) return;
      const key = keyString(value);
      if (!values.has(key)) values.set(key, value);
    },
    result: () => [...values.values()],
  };
}

function mergeObjects(): Gatherer {
  const merged: Doc = {};
  return {
    add: (value) => {
      if (value === null || value === undefined) return;
      if (!isDoc(value)) {
        throw new MongoError(
          40400,
          `$mergeObjects requires object inputs, but input is of type ${typeNameOf(value)}`,
        );
      }
      for (const name of Object.keys(value)) setField(merged, name, value[name]);
    },
    result: () => merged,
  };
}

/** Standard deviation in one pass (Welford), so that no list of values is kept. */
function deviation(isSample: boolean): () => Gatherer {
  return () => {
    let count = 0;
    let mean = 0;
    let squares = 0;
    return {
      add: (value) => {
        if (!isNumeric(value)) return;
        const number = asDouble(value);
        count += 1;
        const step = number - mean;
        mean += step / count;
        squares += step * (number - mean);
      },
      result: () => {
        const degrees = isSample ? count - 1 : count;
        return degrees <= 0 ? null : double(Math.sqrt(squares / degrees));
      },
    };
  };
}

const countAll: BuildAccumulator = (operand) => {
  if (!isDoc(operand) || Object.keys(operand).length > 0) {
    throw new MongoError(14, "$count takes no arguments, i.e. $count:{}");
  }
  return () => {
    let count = 0;
    return {
      add: () => {
        count += 1;
      },
      result: () => count,
    };
  };
};

/** The accumulators of `$group`, `$bucket` and `$bucketAuto`. */
export const ACCUMULATORS: ReadonlyMap<string, BuildAccumulator> = new Map<string, BuildAccumulator>([
  unary("$sum", sum),
  unary("$avg", average),
  unary("$min", extreme(1)),
  unary("$max", extreme(-1)),
  unary("$first", first),
  unary("$last", last),
  unary("$push", push),
  unary("$addToSet", addToSet),
  unary("$mergeObjects", mergeObjects),
  unary("$stdDevPop", deviation(false)),
  unary("$stdDevSamp", deviation(true)),
  ["$count", countAll],
  ...N_ACCUMULATORS,
  ...PERCENTILES,
]);

/** One computed field of a group. */
export interface GroupField {
  readonly name: string;
  readonly accumulate: Accumulate;
}

/** Compiles one output field of `$group`, `$bucket` or `$bucketAuto`. */
export function compileGroupField(name: string, operand: unknown, scope: Scope): GroupField {
  if (name.includes(".")) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith("$"))
    throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
  const operators = isDoc(operand) ? Object.keys(operand) : [];
  const [operator] = operators;
  if (!isDoc(operand) || !operator?.startsWith("$")) {
    throw new MongoError(40234, `The field '${name}' must be an accumulator object`);
  }
  if (operators.length > 1) throw new MongoError(40238, `The field '${name}' must specify one accumulator`);
  const build = ACCUMULATORS.get(operator);
  if (!build) throw new MongoError(15952, `unknown group operator '${operator}'`);
  return { name, accumulate: build(operand[operator], scope) };
}
