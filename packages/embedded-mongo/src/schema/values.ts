import { divideNumbers } from "../bson/arithmetic.ts";
import { compareNumbers, exactOf } from "../bson/compare.ts";
import { compareExact, integralExact } from "../bson/decimal.ts";
import {
  bsonEquals,
  type Doc,
  isNumeric,
  keyString,
  primitiveNumber,
  typeNameOf,
  typeOf,
} from "../bson/index.ts";
import { compileRegex } from "../bson/regex.ts";
import { parseTypeSet } from "../bson/type-set.ts";
import { MongoError } from "../errors.ts";
import type { BuildRule, Rule } from "./types.ts";

const JSON_TYPES: ReadonlyMap<string, string> = new Map([
  ["object", "object"],
  ["array", "array"],
  ["string", "string"],
  ["number", "number"],
  ["boolean", "bool"],
  ["null", "null"],
]);

/** A rule about one value, explained by what was asked and what was found. */
function valueRule(
  name: string,
  operand: unknown,
  reason: string,
  isValid: (value: unknown) => boolean,
): Rule {
  return {
    name,
    isValid,
    explain: (value) => ({
      operatorName: name,
      specifiedAs: { [name]: operand },
      reason,
      consideredValue: value ?? null,
      ...(name === "bsonType" || name === "type" ? { consideredType: typeNameOf(value) } : {}),
    }),
  };
}

function typeRule(name: string, operand: unknown, types: ReadonlySet<number>): Rule {
  return valueRule(name, operand, "type did not match", (value) => types.has(typeOf(value)));
}

function jsonTypes(operand: unknown): string[] {
  const names = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  return names.map((name) => {
    const alias = typeof name === "string" ? JSON_TYPES.get(name) : undefined;
    if (alias === undefined) throw new MongoError(9, `$jsonSchema type '${String(name)}' is not supported`);
    return alias;
  });
}

function requireNumber(name: string, operand: unknown): void {
  if (!isNumeric(operand)) throw new MongoError(14, `$jsonSchema keyword '${name}' must be a number`);
}

/** A limit on a length, as a whole number that is not negative. */
export function lengthOperand(name: string, operand: unknown): number {
  const limit = Number(primitiveNumber(operand));
  if (!isNumeric(operand) || !Number.isInteger(limit))
    throw new MongoError(14, `$jsonSchema keyword '${name}' must be a whole number`);
  if (limit < 0) throw new MongoError(9, `$jsonSchema keyword '${name}' cannot be negative`);
  return limit;
}

function bound(name: "minimum" | "maximum"): BuildRule {
  const exclusiveName = name === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
  const sign = name === "minimum" ? 1 : -1;
  return (operand, schema) => {
    requireNumber(name, operand);
    const open = schema[exclusiveName] === true;
    return valueRule(name, operand, "comparison failed", (value) => {
      if (!isNumeric(value)) return true;
      const order = compareNumbers(value, operand) * sign;
      return open ? order > 0 : order >= 0;
    });
  };
}

function exclusive(name: "exclusiveMinimum" | "exclusiveMaximum", partner: string): BuildRule {
  return (operand, schema) => {
    if (typeof operand !== "boolean")
      throw new MongoError(14, `$jsonSchema keyword '${name}' must be a boolean`);
    if (!(partner in schema))
      throw new MongoError(9, `$jsonSchema keyword '${partner}' must be a present if ${name} is present`);
    return undefined;
  };
}

function stringLength(name: "minLength" | "maxLength"): BuildRule {
  return (operand) => {
    const limit = lengthOperand(name, operand);
    return valueRule(name, operand, "specified string length was not satisfied", (value) => {
      if (typeof value !== "string") return true;
      const { length } = Array.from(value);
      return name === "minLength" ? length >= limit : length <= limit;
    });
  };
}

const pattern: BuildRule = (operand) => {
  if (typeof operand !== "string") throw new MongoError(14, "$jsonSchema keyword 'pattern' must be a string");
  const regex = compileRegex(operand, "");
  return valueRule(
    "pattern",
    operand,
    "regular expression did not match",
    (value) => typeof value !== "string" || regex.test(value),
  );
};

const multipleOf: BuildRule = (operand) => {
  requireNumber("multipleOf", operand);
  if (Number(String(operand)) <= 0)
    throw new MongoError(9, "$jsonSchema keyword 'multipleOf' must have a positive value");
  return valueRule(
    "multipleOf",
    operand,
    "considered value is not a multiple of the specified value",
    (value) => {
      if (!isNumeric(value)) return true;
      const quotient = exactOf(divideNumbers(value, operand));
      return quotient.kind === "finite" && compareExact(integralExact(quotient, "trunc"), quotient) === 0;
    },
  );
};

const enumeration: BuildRule = (operand) => {
  if (!Array.isArray(operand) || operand.length === 0)
    throw new MongoError(9, "$jsonSchema keyword 'enum' cannot be an empty array");
  const keys = new Set((operand as unknown[]).map(keyString));
  if (keys.size < operand.length)
    throw new MongoError(9, "$jsonSchema keyword 'enum' array cannot contain duplicate values");
  return valueRule("enum", operand, "value was not found in enum", (value) =>
    (operand as unknown[]).some((item) => bsonEquals(item, value)),
  );
};

/** Keywords about a value's type, size and content. */
export const VALUE_KEYWORDS: ReadonlyMap<string, BuildRule> = new Map<string, BuildRule>([
  ["bsonType", (operand) => typeRule("bsonType", operand, parseTypeSet(operand))],
  ["type", (operand) => typeRule("type", operand, parseTypeSet(jsonTypes(operand)))],
  ["minimum", bound("minimum")],
  ["maximum", bound("maximum")],
  ["exclusiveMinimum", exclusive("exclusiveMinimum", "minimum")],
  ["exclusiveMaximum", exclusive("exclusiveMaximum", "maximum")],
  ["minLength", stringLength("minLength")],
  ["maxLength", stringLength("maxLength")],
  ["pattern", pattern],
  ["multipleOf", multipleOf],
  ["enum", enumeration],
  ["title", () => undefined],
  ["description", () => undefined],
]);

/** The document of a keyword that holds schemas by name. */
export function schemaMap(name: string, operand: unknown): Doc {
  if (operand === null || typeof operand !== "object" || Array.isArray(operand)) {
    throw new MongoError(14, `$jsonSchema keyword '${name}' must be an object`);
  }
  return operand as Doc;
}
