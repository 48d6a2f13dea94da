import { type Doc, isDoc, setField } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { DATES } from "./dates/date-operators.ts";
import { ARITHMETIC } from "./operators/arithmetic.ts";
import { ARRAYS } from "./operators/arrays.ts";
import { COMPARISONS } from "./operators/comparisons.ts";
import { CONDITIONALS } from "./operators/conditionals.ts";
import { CONVERSIONS } from "./operators/conversions.ts";
import { ITERATIONS } from "./operators/iterations.ts";
import { OBJECTS } from "./operators/objects.ts";
import { REGEXES } from "./operators/regexes.ts";
import { SETS } from "./operators/sets.ts";
import { STATISTICS } from "./operators/statistics.ts";
import { STRINGS } from "./operators/strings.ts";
import { compileReference } from "./reference.ts";
import type { Compile, Evaluate, OperatorTable, Scope } from "./types.ts";

const MAX_DEPTH = 150;

/** The operators of expressions. */
export const OPERATORS: OperatorTable = new Map(
  [
    ARITHMETIC,
    ARRAYS,
    COMPARISONS,
    CONDITIONALS,
    CONVERSIONS,
    DATES,
    ITERATIONS,
    OBJECTS,
    REGEXES,
    SETS,
    STATISTICS,
    STRINGS,
  ].flatMap((table) => [...table]),
);

let depth = 0;

function compileDocument(doc: Doc, scope: Scope): Evaluate {
  const fields = Object.entries(doc).map(([name, value]) => {
    if (name.includes("."))
      throw new MongoError(
        16412,
        `FieldPath field names may not contain '.'. Consider using $getField or $setField.`,
      );
    if (name.startsWith("$"))
      throw new MongoError(15983, `an operator must be the only field of its object: ${name}`);
    return [name, compile(value, scope)] as const;
  });
  return (frame) => {
    const result: Doc = {};
    for (const [name, evaluate] of fields) {
      const value = evaluate(frame);
      if (value !== undefined) setField(result, name, value);
    }
    return result;
  };
}

function compileOperator(name: string, doc: Doc, scope: Scope): Evaluate {
  const count = Object.keys(doc).length;
  if (count > 1) {
    throw new MongoError(
      15983,
      `an object representing an expression must have exactly one field, found ${count}`,
    );
  }
  const build = OPERATORS.get(name);
  if (!build) throw new MongoError(168, `Unrecognized expression '${name}'`);
  return build(doc[name], scope, compile);
}

function compileArray(items: readonly unknown[], scope: Scope): Evaluate {
  const evaluates = items.map((item) => compile(item, scope));
  return (frame) => evaluates.map((evaluate) => evaluate(frame) ?? null);
}

function compileValue(expression: unknown, scope: Scope): Evaluate {
  if (typeof expression === "string") {
    return expression.startsWith("$") ? compileReference(expression, scope) : () => expression;
  }
  if (Array.isArray(expression)) return compileArray(expression as unknown[], scope);
  if (!isDoc(expression)) return () => expression;
  const first = Object.keys(expression)[0];
  return first?.startsWith("$")
    ? compileOperator(first, expression, scope)
    : compileDocument(expression, scope);
}

/**
 * Compiles an expression in a scope. Refuses unknown operators (168 InvalidPipelineOperator),
 * undefined variables (17276) and malformed operands, before any document is seen.
 */
export const compile: Compile = (expression, scope) => {
  depth += 1;
  try {
    if (depth > MAX_DEPTH)
      throw new MongoError(15, `an expression is nested deeper than ${MAX_DEPTH} levels`);
    return compileValue(expression, scope);
  } finally {
    depth -= 1;
  }
};
