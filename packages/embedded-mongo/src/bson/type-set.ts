import { MongoError } from "../errors.ts";
import { describe } from "./describe.ts";
import { aliasOf, isNumericType, primitiveNumber, TYPE, TYPE_BY_ALIAS, typeOf } from "./types.ts";

const NUMERIC_TYPES = [TYPE.int, TYPE.long, TYPE.double, TYPE.decimal];

function typesOfAlias(alias: string): readonly number[] {
  if (alias === "number") return NUMERIC_TYPES;
  const type = TYPE_BY_ALIAS.get(alias);
  if (type === undefined) throw new MongoError(2, `Unknown type name alias: ${alias}`);
  return [type];
}

function typesOfNumber(operand: unknown): readonly number[] {
  const code = Number(primitiveNumber(operand) ?? Number.NaN);
  if (aliasOf(code) === "unknown" || code === 0)
    throw new MongoError(2, `Invalid numerical type code: ${describe(operand)}`);
  return [code];
}

/** The type numbers that `$type` or `bsonType` names: an alias, a number, or a list of them (2 BadValue otherwise). */
export function parseTypeSet(operand: unknown): ReadonlySet<number> {
  const operands = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (operands.length === 0) throw new MongoError(9, "$type must match at least one type");
  const types = operands.flatMap((item) => {
    if (typeof item === "string") return typesOfAlias(item);
    if (isNumericType(typeOf(item))) return typesOfNumber(item);
    throw new MongoError(14, "type must be represented as a number or a string");
  });
  return new Set(types);
}
