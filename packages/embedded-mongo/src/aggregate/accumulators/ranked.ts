import { compareBson } from "../../bson/compare.ts";
import { isDoc, isNumeric, primitiveNumber } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compile, type Frame, type Scope } from "../../expression/index.ts";
import { namedOperands } from "../../expression/operands.ts";
import { compileSort } from "../../query/index.ts";
import type { Accumulate, BuildAccumulator } from "./types.ts";

/** A value with what it is ranked by. */
interface Ranked {
  readonly key: unknown;
  readonly value: unknown;
}

type Rank = (a: Ranked, b: Ranked) => number;

/** The `n` of an accumulator: a constant, because it may not differ from document to document. */
function constantN(name: string, operand: unknown, scope: Scope): number {
  const value = compile(operand, scope)({ root: {}, locals: [] });
  const n = isNumeric(value) ? Number(primitiveNumber(value)) : Number.NaN;
  if (Number.isInteger(n) && n > 0) return n;
  throw new MongoError(5787908, `'n' of ${name} must be a positive whole number`);
}

/** The best `n` by rank, earlier ones first where they rank alike; never holds more than twice as many. */
function keepBest(n: number, rank: Rank): { add: (item: Ranked) => void; best: () => readonly Ranked[] } {
  let kept: Ranked[] = [];
  const best = (): readonly Ranked[] => {
    kept = kept.sort(rank).slice(0, n);
    return kept;
  };
  return {
    add: (item) => {
      kept.push(item);
      if (kept.length >= n * 2 + 64) best();
    },
    best,
  };
}

const byKey: Rank = (a, b) => compareBson(a.key, b.key);

function reversed(rank: Rank): Rank {
  return (a, b) => rank(b, a);
}

function firstN(name: "$firstN" | "$lastN"): [string, BuildAccumulator] {
  return [
    name,
    (operand, scope): Accumulate => {
      const { n, input } = namedOperands(name, operand, { required: ["n", "input"] });
      const most = constantN(name, n, scope);
      const evaluate = compile(input, scope);
      return () => {
        const values: unknown[] = [];
        return {
          add: (frame) => {
            if (name === "$firstN" && values.length >= most) return;
            values.push(evaluate(frame) ?? null);
            if (values.length > most) values.shift();
          },
          result: () => values,
        };
      };
    },
  ];
}

function extremeN(name: "$minN" | "$maxN"): [string, BuildAccumulator] {
  return [
    name,
    (operand, scope): Accumulate => {
      const { n, input } = namedOperands(name, operand, { required: ["n", "input"] });
      const most = constantN(name, n, scope);
      const evaluate = compile(input, scope);
      return () => {
        const { add, best } = keepBest(most, name === "$minN" ? byKey : reversed(byKey));
        return {
          add: (frame) => {
            const value = evaluate(frame);
            if (value !== null && value !== undefined) add({ key: value, value });
          },
          result: () => best().map((item) => item.value),
        };
      };
    },
  ];
}

function top(name: "$top" | "$topN" | "$bottom" | "$bottomN"): [string, BuildAccumulator] {
  const many = name.endsWith("N");
  const fromEnd = name.startsWith("$bottom");
  return [
    name,
    (operand, scope): Accumulate => {
      const required = many ? ["n", "sortBy", "output"] : ["sortBy", "output"];
      const { n, sortBy, output } = namedOperands(name, operand, { required });
      if (!isDoc(sortBy)) throw new MongoError(9, `'sortBy' of ${name} must be an object`);
      const most = many ? constantN(name, n, scope) : 1;
      const sort = compileSort(sortBy);
      const evaluate = compile(output, scope);
      const rank: Rank = (a, b) => sort.compareKeys(a.key as unknown[], b.key as unknown[]);
      return () => {
        const { add, best } = keepBest(most, fromEnd ? reversed(rank) : rank);
        const values = (): unknown[] => {
          const found = best().map((item) => item.value);
          return fromEnd ? found.toReversed() : found;
        };
        return {
          add: (frame: Frame) => add({ key: sort.keyOf(frame.root), value: evaluate(frame) ?? null }),
          result: () => (many ? values() : (values()[0] ?? null)),
        };
      };
    },
  ];
}

/** Accumulators that keep the first, last, least or greatest few values. */
export const N_ACCUMULATORS: readonly (readonly [string, BuildAccumulator])[] = [
  firstN("$firstN"),
  firstN("$lastN"),
  extremeN("$minN"),
  extremeN("$maxN"),
  top("$top"),
  top("$topN"),
  top("$bottom"),
  top("$bottomN"),
];
