import { isDoc } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compileList, isNullish, missing, namedOperands } from "../operands.ts";
import { bind } from "../reference.ts";
import type { Build, OperatorTable } from "../types.ts";
import { truth } from "./comparisons.ts";

const condition: Build = (operand, scope, compile) => {
  const named = isDoc(operand)
    ? namedOperands("$cond", operand, { required: ["if", "then", "else"] })
    : undefined;
  const list = named ? [named.if, named.then, named.else] : operand;
  const [when = missing, then = missing, otherwise = missing] = compileList(
    "$cond",
    list,
    { min: 3, max: 3 },
    [scope, compile],
  );
  return (frame) => (truth(when(frame)) ? then(frame) : otherwise(frame));
};

const ifNull: Build = (operand, scope, compile) => {
  const values = compileList("$ifNull", operand, { min: 2, max: 10_000 }, [scope, compile]);
  return (frame) => {
    let value: unknown;
    for (const evaluate of values) {
      value = evaluate(frame);
      if (!isNullish(value)) return value;
    }
    return value;
  };
};

const choose: Build = (operand, scope, compile) => {
  const { branches, default: fallback } = namedOperands("$switch", operand, {
    required: ["branches"],
    optional: ["default"],
  });
  if (!Array.isArray(branches) || branches.length === 0) {
    throw new MongoError(40068, "$switch requires at least one branch");
  }
  const compiled = (branches as unknown[]).map((branch) => {
    const { case: when, then } = namedOperands("$switch", branch, { required: ["case", "then"] });
    return { when: compile(when, scope), result: compile(then, scope) };
  });
  const otherwise = fallback === undefined ? undefined : compile(fallback, scope);
  return (frame) => {
    for (const branch of compiled) if (truth(branch.when(frame))) return branch.result(frame);
    if (otherwise) return otherwise(frame);
    throw new MongoError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    );
  };
};

const bindVariables: Build = (operand, scope, compile) => {
  const { vars, in: body } = namedOperands("$let", operand, { required: ["vars", "in"] });
  if (!isDoc(vars)) throw new MongoError(16874, "invalid parameter: expected an object (vars)");
  const names = Object.keys(vars);
  const values = names.map((name) => compile(vars[name], scope));
  const inner = bind(scope, names);
  const evaluate = compile(body, inner.scope);
  return (frame) => {
    const bound = values.map((value) => value(frame));
    for (const [i, slot] of inner.slots.entries()) frame.locals[slot] = bound[i];
    return evaluate(frame);
  };
};

const literal: Build = (operand) => () => operand;

/** Choice, binding of variables, and values taken literally. */
export const CONDITIONALS: OperatorTable = new Map<string, Build>([
  ["$cond", condition],
  ["$ifNull", ifNull],
  ["$switch", choose],
  ["$let", bindVariables],
  ["$literal", literal],
  ["$const", literal],
]);
