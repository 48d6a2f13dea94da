import { type Doc, isDoc } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { CONTAINER_KEYWORDS } from "./containers.ts";
import type { BuildRule, CompileSchema, Schema } from "./types.ts";
import { VALUE_KEYWORDS } from "./values.ts";

const MAX_DEPTH = 100;

function schemaList(name: string, operand: unknown, compile: CompileSchema): readonly Schema[] {
  if (!Array.isArray(operand) || operand.length === 0) {
    throw new MongoError(2, `$jsonSchema keyword '${name}' must be a non-empty array`);
  }
  return (operand as unknown[]).map((schema) => compile(schema, name));
}

function combination(
  name: "allOf" | "anyOf" | "oneOf",
  holds: (valid: number, all: number) => boolean,
): BuildRule {
  return (operand, _schema, compile) => {
    const schemas = schemaList(name, operand, compile);
    const isValid = (value: unknown): boolean =>
      holds(schemas.filter((schema) => schema.isValid(value)).length, schemas.length);
    const explain = (value: unknown): Doc => ({
      operatorName: name,
      schemasNotSatisfied: schemas
        .map((schema, index) => ({ index, details: schema.explain(value) }))
        .filter(({ details }) => details.length > 0),
    });
    return { name, isValid, explain };
  };
}

const not: BuildRule = (operand, _schema, compile) => {
  const inner = compile(operand, "not");
  return {
    name: "not",
    isValid: (value) => !inner.isValid(value),
    explain: () => ({
      operatorName: "not",
      reason: "child expression matched",
      specifiedAs: { not: operand },
    }),
  };
};

const COMBINATIONS: ReadonlyMap<string, BuildRule> = new Map<string, BuildRule>([
  ["allOf", combination("allOf", (valid, all) => valid === all)],
  ["anyOf", combination("anyOf", (valid) => valid > 0)],
  ["oneOf", combination("oneOf", (valid) => valid === 1)],
  ["not", not],
]);

const UNSUPPORTED = new Set(["$ref", "$schema", "default", "definitions", "format", "id"]);

function builderOf(name: string): BuildRule {
  const build = VALUE_KEYWORDS.get(name) ?? CONTAINER_KEYWORDS.get(name) ?? COMBINATIONS.get(name);
  if (build) return build;
  if (UNSUPPORTED.has(name))
    throw new MongoError(9, `$jsonSchema keyword '${name}' is not currently supported`);
  throw new MongoError(9, `Unknown $jsonSchema keyword: ${name}`);
}

function compileAt(schema: unknown, keyword: string, depth: number): Schema {
  if (!isDoc(schema)) throw new MongoError(14, `$jsonSchema keyword '${keyword}' must hold an object`);
  if (depth > MAX_DEPTH) throw new MongoError(15, `$jsonSchema is nested deeper than ${MAX_DEPTH} levels`);
  if ("type" in schema && "bsonType" in schema) {
    throw new MongoError(9, "Cannot specify both $jsonSchema keywords 'type' and 'bsonType'");
  }
  const compile: CompileSchema = (inner, name) => compileAt(inner, name, depth + 1);
  const rules = Object.entries(schema).flatMap(
    ([name, operand]) => builderOf(name)(operand, schema, compile) ?? [],
  );
  return {
    isValid: (value) => rules.every((rule) => rule.isValid(value)),
    explain: (value) => rules.filter((rule) => !rule.isValid(value)).map((rule) => rule.explain(value)),
  };
}

/**
 * Compiles a `$jsonSchema`. Refuses unknown keywords (9 FailedToParse) and operands of wrong type (14 TypeMismatch).
 */
export function compileSchema(schema: Doc): Schema {
  return compileAt(schema, "$jsonSchema", 1);
}
