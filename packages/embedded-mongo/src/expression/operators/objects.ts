import { encode } from "../../bson/encode.ts";
import { type Doc, getField, isDoc, setField, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { isNullish, namedOperands, unary, variadic } from "../operands.ts";
import type { Build, Compile, Evaluate, OperatorTable, Scope } from "../types.ts";

function merge(values: readonly unknown[]): unknown {
  const list = values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values;
  const merged: Doc = {};
  for (const value of list) {
    if (isNullish(value)) continue;
    if (!isDoc(value))
      throw new MongoError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeNameOf(value)}`,
      );
    for (const name of Object.keys(value)) setField(merged, name, value[name]);
  }
  return merged;
}

/** The field name of `$getField`, `$setField` and `$unsetField`: a constant string, also one with dots or dollars. */
function constantName(operator: string, field: unknown, scope: Scope, compile: Compile): string {
  const value =
    typeof field === "string" && field.startsWith("$")
      ? undefined
      : compile(field, scope)({ root: {}, locals: [] });
  if (typeof value === "string") return value;
  throw new MongoError(5654602, `${operator} requires 'field' to evaluate to a constant string`);
}

const readField: Build = (operand, scope, compile) => {
  const short = !isDoc(operand) || Object.keys(operand)[0]?.startsWith("$") === true;
  const given = short
    ? { field: operand, input: "$$CURRENT" }
    : namedOperands("$getField", operand, { required: ["field", "input"] });
  const name = constantName("$getField", given.field, scope, compile);
  const input = compile(given.input, scope);
  return (frame) => {
    const value = input(frame);
    return isDoc(value) ? getField(value, name) : isNullish(value) ? null : undefined;
  };
};

function writer(operator: string, name: string, input: Evaluate, value: Evaluate): Evaluate {
  return (frame) => {
    const source = input(frame);
    if (isNullish(source)) return null;
    if (!isDoc(source))
      throw new MongoError(4161105, `${operator} requires 'input' to evaluate to type Object`);
    const result: Doc = { ...source };
    const next = value(frame);
    if (next === undefined) delete result[name];
    else setField(result, name, next);
    return result;
  };
}

const writeField: Build = (operand, scope, compile) => {
  const { field, input, value } = namedOperands("$setField", operand, {
    required: ["field", "input", "value"],
  });
  const name = constantName("$setField", field, scope, compile);
  return writer("$setField", name, compile(input, scope), compile(value, scope));
};

const removeField: Build = (operand, scope, compile) => {
  const { field, input } = namedOperands("$unsetField", operand, { required: ["field", "input"] });
  const name = constantName("$unsetField", field, scope, compile);
  return writer("$unsetField", name, compile(input, scope), () => undefined);
};

function byteSize(value: unknown): unknown {
  if (isNullish(value)) return null;
  if (!isDoc(value))
    throw new MongoError(31393, `$bsonSize requires a document input, found: ${typeNameOf(value)}`);
  return encode(value).length;
}

/** Operators on documents. */
export const OBJECTS: OperatorTable = new Map<string, Build>([
  variadic("$mergeObjects", { min: 0, max: 10_000 }, merge),
  ["$getField", readField],
  ["$setField", writeField],
  ["$unsetField", removeField],
  unary("$bsonSize", byteSize),
]);
