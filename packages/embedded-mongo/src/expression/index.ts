import type { Doc } from "../bson/types.ts";
import { compile } from "./compile.ts";
import type { Evaluate, Expression, Frame, Scope } from "./types.ts";

export { compile } from "./compile.ts";
export { bind, parseFieldPath } from "./reference.ts";
export type { Evaluate, Expression, Frame, Scope } from "./types.ts";

/** The outermost scope: `$$NOW` and the command's `let` variables. */
export function scopeOf(env: { now: Date; variables?: Readonly<Record<string, unknown>> }): Scope {
  return { now: env.now, variables: env.variables ?? {}, slots: new Map(), nextSlot: 0 };
}

/** Compiles an expression for one document at a time. See `compile` for what is refused. */
export function compileExpression(
  expression: unknown,
  env: { now: Date; variables?: Readonly<Record<string, unknown>> },
): Expression {
  const evaluate: Evaluate = compile(expression, scopeOf(env));
  return (doc) => {
    const frame: Frame = { root: doc, locals: [] };
    return evaluate(frame);
  };
}

/** The values of a command's `let` document, whose expressions may use `$$NOW` but no fields. */
export function evaluateLet(
  definitions: Doc,
  env: { now: Date; variables?: Readonly<Record<string, unknown>> },
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(definitions).map(
    ([name, expression]) => [name, compileExpression(expression, env)({}) ?? null] as const,
  );
  return Object.fromEntries(entries);
}
