import { describe } from "../../bson/describe.ts";
import { type Doc, isDoc, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compileUpdatePipeline } from "../../update/pipeline.ts";
import { optionsOf, textOption } from "../stage.ts";
import type { AggregateEnv, Namespace, Output } from "../types.ts";

type Merge = Extract<Output, { kind: "merge" }>;

const MATCHED = ["replace", "keepExisting", "merge", "fail"] as const;
/** Modes that leave a document that is there alone, and so make no sense unless others are inserted. */
const ONLY_INSERTING = ["keepExisting", "fail"] as const;
const NOT_MATCHED = ["insert", "discard", "fail"] as const;

function namespaceOf(stage: string, value: unknown, env: AggregateEnv): Namespace {
  if (typeof value === "string") return { db: env.db, collection: value };
  const options = optionsOf(stage, value, ["db", "coll"]);
  const db = options.db === undefined ? env.db : textOption(stage, options, "db");
  return { db, collection: textOption(stage, options, "coll") };
}

function parseOn(value: unknown): readonly string[] {
  if (value === undefined) return ["_id"];
  const fields: unknown[] = Array.isArray(value) ? value : [value];
  if (fields.length === 0) throw new MongoError(51187, "$merge: 'on' must name at least one field");
  return fields.map((field) => {
    if (typeof field === "string") return field;
    throw new MongoError(
      51186,
      `$merge 'on' must be a string or an array of strings, but found ${typeNameOf(field)}`,
    );
  });
}

function parseWhenMatched(
  value: unknown,
  env: AggregateEnv,
  variables: readonly string[],
): Merge["whenMatched"] {
  if (value === undefined) return "merge";
  if (Array.isArray(value)) {
    const known = Object.fromEntries(variables.map((name) => [name, null]));
    compileUpdatePipeline(value, { now: env.now, variables: { ...env.variables, ...known } });
    return value.filter(isDoc);
  }
  const mode = MATCHED.find((name) => name === value);
  if (mode) return mode;
  throw new MongoError(
    2,
    `Enumeration value '${describe(value)}' for field '$merge.whenMatched' is not a valid value.`,
  );
}

function parseMerge(operand: unknown, env: AggregateEnv): Merge {
  const options =
    typeof operand === "string"
      ? { into: operand }
      : optionsOf("$merge", operand, ["into", "on", "let", "whenMatched", "whenNotMatched"]);
  const { into, on, let: given, whenNotMatched = "insert" } = options;
  if (into === undefined)
    throw new MongoError(40414, "BSON field '$merge.into' is missing but a required field");
  if (given !== undefined && !Array.isArray(options.whenMatched)) {
    throw new MongoError(
      51199,
      "Cannot use 'let' variables with a 'whenMatched' mode that is not a pipeline",
    );
  }
  if (given !== undefined && !isDoc(given)) throw new MongoError(14, "$merge 'let' must be an object");
  const definitions: Doc = given ?? { new: "$$ROOT" };
  const notMatched = NOT_MATCHED.find((name) => name === whenNotMatched);
  if (!notMatched) {
    throw new MongoError(
      2,
      `Enumeration value '${describe(whenNotMatched)}' for field '$merge.whenNotMatched' is not a valid value.`,
    );
  }
  const whenMatched = parseWhenMatched(options.whenMatched, env, ["new", ...Object.keys(definitions)]);
  if (ONLY_INSERTING.some((mode) => mode === whenMatched) && notMatched !== "insert") {
    throw new MongoError(
      51181,
      `Combination of $merge modes 'whenMatched: ${describe(whenMatched)}' and 'whenNotMatched: ${notMatched}' is not supported`,
    );
  }
  return {
    kind: "merge",
    into: namespaceOf("$merge", into, env),
    on: parseOn(on),
    whenMatched,
    whenNotMatched: notMatched,
    let: definitions,
  };
}

/** Reads a final `$out` or `$merge`; undefined for any other stage. */
export function parseOutput(name: string, operand: unknown, env: AggregateEnv): Output | undefined {
  if (name === "$out") {
    if (typeof operand !== "string" && !isDoc(operand)) {
      throw new MongoError(
        16990,
        `$out only supports a string or object argument, but found ${typeNameOf(operand)}`,
      );
    }
    return { kind: "out", into: namespaceOf("$out", operand, env) };
  }
  return name === "$merge" ? parseMerge(operand, env) : undefined;
}
