import { asDouble } from "../../bson/arithmetic.ts";
import { MongoError } from "../../errors.ts";
import { arrayOf, integerOf, isNullish, namedOperands } from "../operands.ts";
import { bind } from "../reference.ts";
import type { Build, OperatorTable } from "../types.ts";
import { truth } from "./comparisons.ts";

function variableName(operator: string, name: unknown): string {
  if (name === undefined) return "this";
  if (typeof name !== "string") throw new MongoError(9, `${operator}: 'as' must be a string`);
  return name;
}

const map: Build = (operand, scope, compile) => {
  const {
    input,
    as,
    in: body,
  } = namedOperands("$map", operand, { required: ["input", "in"], optional: ["as"] });
  const items = compile(input, scope);
  const inner = bind(scope, [variableName("$map", as)]);
  const [slot = 0] = inner.slots;
  const evaluate = compile(body, inner.scope);
  return (frame) => {
    const value = items(frame);
    if (isNullish(value)) return null;
    return arrayOf("$map", value, 16883).map((item) => {
      frame.locals[slot] = item;
      return evaluate(frame) ?? null;
    });
  };
};

const filter: Build = (operand, scope, compile) => {
  const known = { required: ["input", "cond"], optional: ["as", "limit"] };
  const { input, as, cond, limit } = namedOperands("$filter", operand, known);
  const items = compile(input, scope);
  const most = limit === undefined ? undefined : compile(limit, scope);
  const inner = bind(scope, [variableName("$filter", as)]);
  const [slot = 0] = inner.slots;
  const accept = compile(cond, inner.scope);
  return (frame) => {
    const value = items(frame);
    if (isNullish(value)) return null;
    const found: unknown[] = [];
    const wanted = most?.(frame);
    const enough = isNullish(wanted) ? Infinity : integerOf("$filter", wanted, 327392);
    if (enough < 1) throw new MongoError(327392, "$filter: limit must be greater than 0");
    for (const item of arrayOf("$filter", value, 28651)) {
      if (found.length >= enough) break;
      frame.locals[slot] = item;
      if (truth(accept(frame))) found.push(item);
    }
    return found;
  };
};

const reduce: Build = (operand, scope, compile) => {
  const known = { required: ["input", "initialValue", "in"] };
  const { input, initialValue, in: body } = namedOperands("$reduce", operand, known);
  const items = compile(input, scope);
  const initial = compile(initialValue, scope);
  const inner = bind(scope, ["this", "value"]);
  const [itemSlot = 0, valueSlot = 0] = inner.slots;
  const evaluate = compile(body, inner.scope);
  return (frame) => {
    const list = items(frame);
    if (isNullish(list)) return null;
    let value = initial(frame);
    for (const item of arrayOf("$reduce", list, 40080)) {
      frame.locals[itemSlot] = item;
      frame.locals[valueSlot] = value;
      value = evaluate(frame);
    }
    return value;
  };
};

const zip: Build = (operand, scope, compile) => {
  const known = { required: ["inputs"], optional: ["useLongestLength", "defaults"] };
  const { inputs, useLongestLength, defaults } = namedOperands("$zip", operand, known);
  if (!Array.isArray(inputs) || inputs.length === 0)
    throw new MongoError(34465, "$zip requires at least one input array");
  if (defaults !== undefined && useLongestLength !== true) {
    throw new MongoError(34466, "cannot specify defaults unless useLongestLength is true");
  }
  const lists = (inputs as unknown[]).map((item) => compile(item, scope));
  const fillers = Array.isArray(defaults) ? (defaults as unknown[]).map((item) => compile(item, scope)) : [];
  return (frame) => {
    const values = lists.map((list) => list(frame));
    if (values.some(isNullish)) return null;
    const arrays = values.map((value) => arrayOf("$zip", value, 34468));
    const lengths = arrays.map((array) => array.length);
    const length = useLongestLength === true ? Math.max(...lengths) : Math.min(...lengths);
    const filling = fillers.map((filler) => filler(frame) ?? null);
    return Array.from({ length }, (_, i) =>
      arrays.map((array, at) => (i < array.length ? array[i] : (filling[at] ?? null))),
    );
  };
};

const range: Build = (operand, scope, compile) => {
  const items = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (items.length < 2 || items.length > 3)
    throw new MongoError(28667, "$range takes two or three arguments");
  const evaluates = items.map((item) => compile(item, scope));
  return (frame) => {
    const [start = 0, end = 0, step = 1] = evaluates.map((evaluate) =>
      integerOf("$range", evaluate(frame), 34443),
    );
    if (step === 0) throw new MongoError(34449, "$range requires a non-zero step value");
    const length = Math.max(0, Math.ceil((end - start) / step));
    if (length > 1_000_000) throw new MongoError(146, `$range would produce ${asDouble(length)} values`);
    return Array.from({ length }, (_, i) => start + i * step);
  };
};

/** Operators that go over arrays with a variable. */
export const ITERATIONS: OperatorTable = new Map<string, Build>([
  ["$map", map],
  ["$filter", filter],
  ["$reduce", reduce],
  ["$zip", zip],
  ["$range", range],
]);
