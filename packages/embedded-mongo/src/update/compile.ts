import { bsonIdentical } from "../bson/compare.ts";
import { describe } from "../bson/describe.ts";
import { type Doc, isDoc, typeNameOf } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { applyTree } from "./apply.ts";
import { checkIdentifiers, compileArrayFilters } from "./array-filters.ts";
import { keepId } from "./identity.ts";
import { MODIFIERS, NEEDS_PATH } from "./modifiers.ts";
import { compileUpdatePipeline } from "./pipeline.ts";
import { insertRename } from "./rename.ts";
import { insertModifier, type Node, parsePath, sortTree } from "./tree.ts";
import type { Update, UpdateEnv } from "./types.ts";

const UNKNOWN_HINT = "Expected a valid update modifier or pipeline-style update specified as an array";

function fieldsOf(operator: string, operand: unknown): readonly (readonly [string, unknown])[] {
  if (isDoc(operand)) return Object.entries(operand);
  throw new MongoError(
    9,
    `Modifiers operate on fields but we found type ${typeNameOf(operand)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${describe(operand)}}`,
  );
}

function buildTree(update: Doc, env: UpdateEnv): { tree: Node; paths: readonly string[] } {
  const tree: Node = { kind: "fields", children: new Map() };
  const paths: string[] = [];
  for (const [operator, operand] of Object.entries(update)) {
    const build = MODIFIERS.get(operator);
    if (!build && operator !== "$rename") {
      throw new MongoError(9, `Unknown modifier: ${operator}. ${UNKNOWN_HINT}`);
    }
    for (const [path, value] of fieldsOf(operator, operand)) {
      paths.push(path);
      if (build) insertModifier(tree, path, build(value, path, env), NEEDS_PATH.has(operator));
      else insertRename(tree, path, value);
    }
  }
  return { tree: sortTree(tree), paths };
}

function compileOperators(update: Doc, env: UpdateEnv): Update {
  const { tree, paths } = buildTree(update, env);
  const tests = compileArrayFilters(env.arrayFilters ?? [], env);
  checkIdentifiers(paths, tests);
  return {
    kind: "operators",
    needsPosition: paths.some((path) => parsePath(path).some((step) => step.kind === "position")),
    apply: (doc, target = {}) => {
      const next = applyTree(tree, doc, target, tests);
      return next === doc ? doc : keepId(doc, next, "operators");
    },
  };
}

function refuseArrayFilters(env: UpdateEnv, style: string): void {
  if ((env.arrayFilters ?? []).length > 0) {
    throw new MongoError(9, `arrayFilters may not be specified for ${style}-style updates`);
  }
}

function wholeUpdate(kind: "replacement" | "pipeline", replace: (doc: Doc) => Doc): Update {
  return {
    kind,
    needsPosition: false,
    apply: (doc) => {
      const next = keepId(doc, replace(doc), kind);
      return bsonIdentical(next, doc) ? doc : next;
    },
  };
}

function compileReplacement(update: Doc): Update {
  const refused = Object.keys(update).find((name) => name.startsWith("$"));
  if (refused !== undefined) {
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${refused}' in '${refused}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  return wholeUpdate("replacement", () => update);
}

/**
 * Compiles the update of a command: a document whose first field starts with a dollar holds operators, any other
 * document is a replacement, an array is a pipeline. Refuses with MongoDB's codes before any document is seen:
 * unknown modifiers and unused array filters (9), conflicting paths (40), bad operands (2, 14), paths that may
 * not be stored (52, 56). `apply` refuses what depends on the document: 2, 14, 28, 40, 53, 66.
 */
export function compileUpdate(update: unknown, env: UpdateEnv): Update {
  if (Array.isArray(update)) {
    refuseArrayFilters(env, "pipeline");
    return wholeUpdate("pipeline", compileUpdatePipeline(update, env));
  }
  if (!isDoc(update)) {
    throw new MongoError(9, "Update argument must be either an object or an array");
  }
  if (Object.keys(update)[0]?.startsWith("$")) return compileOperators(update, env);
  refuseArrayFilters(env, "replacement");
  return compileReplacement(update);
}
