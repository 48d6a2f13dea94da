import { type Doc, isDoc, typeNameOf } from "../../bson/types.ts";
import { MongoError } from "../../errors.ts";
import { compile, compileExpression, type Scope, scopeOf } from "../../expression/index.ts";
import { compileProjectStage } from "../../query/projection.ts";
import { applyTree, insertPath, type Tree } from "../../query/projection-tree.ts";
import type { Env } from "../../query/types.ts";

/** What a stage makes of each document, one for one. */
export type Reshape = (doc: Doc) => Doc;

type Build = (operand: unknown, env: Env) => Reshape;

function emptyTree(): Tree {
  return { children: new Map(), leaf: undefined };
}

function checkName(path: string): void {
  if (path === "" || path.split(".").includes("")) {
    throw new MongoError(40353, "FieldPath must not end with a '.' or have empty parts.");
  }
  if (path.split(".").some((part) => part.startsWith("$"))) {
    throw new MongoError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField: ${path}`,
    );
  }
}

/** Plain documents name fields inside a field; anything else is the expression of its new value. */
function addComputed(tree: Tree, path: string, value: unknown, scope: Scope): void {
  checkName(path);
  const names = isDoc(value) ? Object.keys(value) : [];
  if (!isDoc(value) || names.length === 0 || names[0]?.startsWith("$")) {
    insertPath(tree, path, { kind: "compute", evaluate: compile(value, scope) });
    return;
  }
  for (const name of names) addComputed(tree, `${path}.${name}`, value[name], scope);
}

/** `$addFields` and `$set`: all expressions see the document as it was. */
function compileAddFields(operand: unknown, env: Env, stage = "$addFields"): Reshape {
  if (!isDoc(operand)) {
    throw new MongoError(40272, `${stage} specification stage must be an object, got ${typeNameOf(operand)}`);
  }
  const tree = emptyTree();
  const scope = scopeOf(env);
  for (const [path, value] of Object.entries(operand)) addComputed(tree, path, value, scope);
  return (doc) => applyTree(tree, doc, { frame: { root: doc, locals: [] }, inclusion: false });
}

/** Sets one dotted field of each document to a value that is already computed, as `$lookup` does. */
export function compileSetField(path: string): (doc: Doc, value: unknown) => Doc {
  checkName(path);
  const tree = emptyTree();
  insertPath(tree, path, { kind: "compute", evaluate: ({ locals }) => locals[0] });
  return (doc, value) => applyTree(tree, doc, { frame: { root: doc, locals: [value] }, inclusion: false });
}

function compileUnset(operand: unknown): Reshape {
  const paths: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0)
    throw new MongoError(31119, "$unset specification must be a string or an array with at least one field");
  const tree = emptyTree();
  for (const path of paths) {
    if (typeof path !== "string") {
      throw new MongoError(
        31120,
        "$unset specification must be a string or an array containing only string values",
      );
    }
    checkName(path);
    insertPath(tree, path, { kind: "drop" });
  }
  return (doc) => applyTree(tree, doc, { frame: { root: doc, locals: [] }, inclusion: false });
}

function compileNewRoot(expression: unknown, env: Env): Reshape {
  const evaluate = compileExpression(expression, env);
  return (doc) => {
    const root = evaluate(doc);
    if (isDoc(root)) return root;
    throw new MongoError(
      40228,
      `'newRoot' expression must evaluate to an object, but resulting value was of type ${typeNameOf(root)}`,
    );
  };
}

function compileReplaceRoot(operand: unknown, env: Env): Reshape {
  if (!isDoc(operand)) {
    throw new MongoError(
      40229,
      `expected an object as specification for $replaceRoot stage, got ${typeNameOf(operand)}`,
    );
  }
  const unknown = Object.keys(operand).find((name) => name !== "newRoot");
  if (unknown !== undefined) {
    throw new MongoError(40415, `BSON field '$replaceRoot.${unknown}' is an unknown field.`);
  }
  if (!("newRoot" in operand)) {
    throw new MongoError(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
  }
  return compileNewRoot(operand.newRoot, env);
}

function compileProject(operand: unknown, env: Env): Reshape {
  if (!isDoc(operand)) throw new MongoError(15969, "$project specification must be an object");
  return compileProjectStage(operand, env).apply;
}

/** The stages that give one document for each. */
export const RESHAPES: ReadonlyMap<string, Build> = new Map<string, Build>([
  ["$addFields", compileAddFields],
  ["$set", (operand, env) => compileAddFields(operand, env, "$set")],
  ["$unset", compileUnset],
  ["$project", compileProject],
  ["$replaceRoot", compileReplaceRoot],
  ["$replaceWith", compileNewRoot],
]);

/** Whether a stage gives one document for each; these are also the stages of a pipeline update. */
export function isReshape(name: string): boolean {
  return RESHAPES.has(name);
}

/** Compiles `$addFields`, `$set`, `$unset`, `$project`, `$replaceRoot` or `$replaceWith`. */
export function compileReshape(name: string, operand: unknown, env: Env): Reshape {
  const build = RESHAPES.get(name);
  if (!build) throw new MongoError(1, `${name} is not a stage on single documents`);
  return build(operand, env);
}
