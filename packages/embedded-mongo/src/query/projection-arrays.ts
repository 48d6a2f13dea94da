import { type Doc, isDoc, primitiveNumber } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { compileFilter } from "./filter.ts";
import type { Env, Filter } from "./types.ts";

/** Cuts or picks from the array at a projected path. */
type Reshape = (value: unknown, doc: Doc) => unknown;

function sliceBounds(operand: unknown): readonly number[] | undefined {
  const list = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  const numbers = list.map((item) => Number(primitiveNumber(item) ?? Number.NaN));
  return numbers.every(Number.isInteger) && numbers.length <= 2 ? numbers : undefined;
}

function slice(bounds: readonly number[]): Reshape {
  const [first = 0, count] = bounds;
  if (count !== undefined && count <= 0) throw new MongoError(28724, "$slice limit must be positive");
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (count === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + count);
  };
}

function elemMatch(operand: unknown, env: Env): Reshape {
  if (!isDoc(operand)) throw new MongoError(31274, "elemMatch: Invalid argument, object required");
  const { matchedArrayIndex } = compileFilter({ items: { $elemMatch: operand } }, env);
  return (value) => {
    const index = Array.isArray(value) ? matchedArrayIndex({ items: value }) : undefined;
    return index === undefined ? undefined : [(value as unknown[])[index]];
  };
}

/** Compiles `$slice` or `$elemMatch`; a `$slice` whose operand is not numbers is an expression and gives undefined. */
export function compileArrayOperator(operator: string, operand: unknown, env: Env): Reshape | undefined {
  if (operator === "$elemMatch") return elemMatch(operand, env);
  const bounds = sliceBounds(operand);
  return bounds && slice(bounds);
}

/** The positional `$`: the one element by which the filter matched. */
export function positional(filter: Filter): Reshape {
  return (value, doc) => {
    if (!Array.isArray(value)) return value;
    const index = filter.matchedArrayIndex(doc);
    if (index === undefined || index >= value.length) {
      throw new MongoError(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    }
    return [(value as unknown[])[index]];
  };
}
