import { isDoc, TYPE, typeOf } from "../bson/types.ts";
import { compileExpression } from "../expression/index.ts";
import type { Conjunct, Env } from "./types.ts";

/** The constant an operand stands for, if an index can hold it: not null, which in expressions differs from missing. */
function constantOf(operand: unknown, env: Env): unknown {
  const reference = typeof operand === "string" && operand.startsWith("$");
  const variable = reference && operand.startsWith("$$") && isLetVariable(operand, env);
  if ((reference || isDoc(operand)) && !variable) return undefined;
  const value = compileExpression(operand, env)({});
  const type = typeOf(value);
  return value === null || type === TYPE.array || type === TYPE.regex ? undefined : value;
}

function isLetVariable(operand: string, env: Env): boolean {
  return env.variables !== undefined && Object.hasOwn(env.variables, operand.slice(2).split(".")[0] ?? "");
}

function pathOf(operand: unknown): string | undefined {
  return typeof operand === "string" && /^\$[^$]/.test(operand) ? operand.slice(1) : undefined;
}

/** What a planner may know of an `$expr`: equalities of a path with a constant, alone or under `$and`. */
export function expressionConjuncts(expression: unknown, env: Env): readonly Conjunct[] {
  if (!isDoc(expression)) return [];
  const operands = expression.$and;
  if (Array.isArray(operands))
    return (operands as unknown[]).flatMap((operand) => expressionConjuncts(operand, env));
  const pair = expression.$eq;
  if (!Array.isArray(pair) || pair.length !== 2) return [];
  const [left, right] = pair as unknown[];
  const path = pathOf(left) ?? pathOf(right);
  const value = constantOf(pathOf(left) === undefined ? left : right, env);
  return path === undefined || value === undefined ? [] : [{ kind: "eq", path, value }];
}
