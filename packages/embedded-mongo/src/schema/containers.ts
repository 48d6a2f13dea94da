import { type Doc, getField, isDoc, keyString } from "../bson/index.ts";
import { compileRegex } from "../bson/regex.ts";
import { MongoError } from "../errors.ts";
import type { BuildRule, CompileSchema, Rule, Schema } from "./types.ts";
import { lengthOperand, schemaMap } from "./values.ts";

function strings(name: string, operand: unknown): readonly string[] {
  if (!Array.isArray(operand) || operand.length === 0 || !operand.every((item) => typeof item === "string")) {
    throw new MongoError(9, `$jsonSchema keyword '${name}' must be a non-empty array of strings`);
  }
  return operand;
}

function has(doc: Doc, name: string): boolean {
  return getField(doc, name) !== undefined;
}

const required: BuildRule = (operand) => {
  const names = strings("required", operand);
  return {
    name: "required",
    isValid: (value) => !isDoc(value) || names.every((name) => has(value, name)),
    explain: (value) => ({
      operatorName: "required",
      specifiedAs: { required: operand },
      missingProperties: names.filter((name) => isDoc(value) && !has(value, name)),
    }),
  };
};

const properties: BuildRule = (operand, _schema, compile) => {
  const schemas = Object.entries(schemaMap("properties", operand)).map(
    ([name, schema]) => [name, compile(schema, "properties")] as const,
  );
  const fits = (doc: Doc, name: string, schema: Schema): boolean =>
    !has(doc, name) || schema.isValid(getField(doc, name));
  return {
    name: "properties",
    isValid: (value) => !isDoc(value) || schemas.every(([name, schema]) => fits(value, name, schema)),
    explain: (value) => ({
      operatorName: "properties",
      propertiesNotSatisfied: schemas
        .filter(([name, schema]) => isDoc(value) && !fits(value, name, schema))
        .map(([name, schema]) => ({ propertyName: name, details: schema.explain((value as Doc)[name]) })),
    }),
  };
};

function patternSchemas(schema: Doc, compile: CompileSchema): readonly { regex: RegExp; schema: Schema }[] {
  const patterns = schema.patternProperties;
  if (patterns === undefined) return [];
  return Object.entries(schemaMap("patternProperties", patterns)).map(([pattern, inner]) => ({
    regex: compileRegex(pattern, ""),
    schema: compile(inner, "patternProperties"),
  }));
}

const patternProperties: BuildRule = (_operand, schema, compile) => {
  const patterns = patternSchemas(schema, compile);
  const wrong = (doc: Doc): string[] =>
    Object.keys(doc).filter((name) =>
      patterns.some((item) => item.regex.test(name) && !item.schema.isValid(doc[name])),
    );
  return {
    name: "patternProperties",
    isValid: (value) => !isDoc(value) || wrong(value).length === 0,
    explain: (value) => ({
      operatorName: "patternProperties",
      details: isDoc(value) ? wrong(value).map((propertyName) => ({ propertyName })) : [],
    }),
  };
};

const additionalProperties: BuildRule = (operand, schema, compile) => {
  if (operand === true) return undefined;
  const inner = operand === false ? undefined : compile(operand, "additionalProperties");
  const named = new Set(isDoc(schema.properties) ? Object.keys(schema.properties) : []);
  const patterns = patternSchemas(schema, compile);
  const isExtra = (name: string): boolean =>
    !named.has(name) && !patterns.some(({ regex }) => regex.test(name));
  const wrong = (doc: Doc): string[] =>
    Object.keys(doc).filter((name) => isExtra(name) && !inner?.isValid(doc[name]));
  return {
    name: "additionalProperties",
    isValid: (value) => !isDoc(value) || wrong(value).length === 0,
    explain: (value) => ({
      operatorName: "additionalProperties",
      specifiedAs: { additionalProperties: operand },
      additionalProperties: isDoc(value) ? wrong(value) : [],
    }),
  };
};

function counted(name: string, kind: "items" | "properties", least: boolean): BuildRule {
  return (operand) => {
    const limit = lengthOperand(name, operand);
    const count = (value: unknown): number | undefined => {
      if (kind === "items") return Array.isArray(value) ? value.length : undefined;
      return isDoc(value) ? Object.keys(value).length : undefined;
    };
    const isValid = (value: unknown): boolean => {
      const size = count(value);
      return size === undefined || (least ? size >= limit : size <= limit);
    };
    const explain = (value: unknown): Doc => ({
      operatorName: name,
      specifiedAs: { [name]: operand },
      reason: `the number of ${kind} does not fit`,
      consideredValue: value ?? null,
    });
    return { name, isValid, explain };
  };
}

function itemsRule(name: string, operand: unknown, schemaAt: (index: number) => Schema | undefined): Rule {
  const wrong = (items: readonly unknown[]): number =>
    items.findIndex((item, i) => schemaAt(i)?.isValid(item) === false);
  return {
    name,
    isValid: (value) => !Array.isArray(value) || wrong(value) < 0,
    explain: (value) => {
      const items = value as unknown[];
      const itemIndex = wrong(items);
      const details = schemaAt(itemIndex)?.explain(items[itemIndex]) ?? [];
      return {
        operatorName: name,
        reason: "At least one item did not match the sub-schema",
        itemIndex,
        details,
        specifiedAs: { [name]: operand },
      };
    },
  };
}

const items: BuildRule = (operand, _schema, compile) => {
  if (!Array.isArray(operand)) {
    const every = compile(operand, "items");
    return itemsRule("items", operand, () => every);
  }
  const each = (operand as unknown[]).map((item) => compile(item, "items"));
  return itemsRule("items", operand, (index) => each[index]);
};

const NEVER: Schema = { isValid: () => false, explain: () => [] };

const additionalItems: BuildRule = (operand, schema, compile) => {
  const first = schema.items;
  const inner =
    typeof operand === "boolean" ? (operand ? undefined : NEVER) : compile(operand, "additionalItems");
  if (!Array.isArray(first)) return undefined;
  return itemsRule("additionalItems", operand, (index) => (index < first.length ? undefined : inner));
};

const uniqueItems: BuildRule = (operand) => {
  if (typeof operand !== "boolean")
    throw new MongoError(14, "$jsonSchema keyword 'uniqueItems' must be a boolean");
  if (!operand) return undefined;
  return {
    name: "uniqueItems",
    isValid: (value) =>
      !Array.isArray(value) || new Set((value as unknown[]).map(keyString)).size === value.length,
    explain: (value) => ({
      operatorName: "uniqueItems",
      specifiedAs: { uniqueItems: true },
      reason: "found a duplicate item",
      consideredValue: value ?? null,
    }),
  };
};

const dependencies: BuildRule = (operand, _schema, compile) => {
  const checks = Object.entries(schemaMap("dependencies", operand)).map(([name, needed]) => {
    if (!Array.isArray(needed)) return [name, compile(needed, "dependencies").isValid] as const;
    const names = strings("dependencies", needed);
    return [name, (value: unknown) => isDoc(value) && names.every((other) => has(value, other))] as const;
  });
  const broken = (doc: Doc): string[] =>
    checks.filter(([name, holds]) => has(doc, name) && !holds(doc)).map(([name]) => name);
  return {
    name: "dependencies",
    isValid: (value) => !isDoc(value) || broken(value).length === 0,
    explain: (value) => ({
      operatorName: "dependencies",
      failingDependencies: isDoc(value) ? broken(value) : [],
    }),
  };
};

/** Keywords about the fields of documents and the items of arrays. */
export const CONTAINER_KEYWORDS: ReadonlyMap<string, BuildRule> = new Map<string, BuildRule>([
  ["properties", properties],
  ["required", required],
  ["patternProperties", patternProperties],
  ["additionalProperties", additionalProperties],
  ["minProperties", counted("minProperties", "properties", true)],
  ["maxProperties", counted("maxProperties", "properties", false)],
  ["items", items],
  ["additionalItems", additionalItems],
  ["minItems", counted("minItems", "items", true)],
  ["maxItems", counted("maxItems", "items", false)],
  ["uniqueItems", uniqueItems],
  ["dependencies", dependencies],
]);
