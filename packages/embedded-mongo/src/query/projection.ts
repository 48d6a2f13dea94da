import { type Doc, type FieldNames, fieldNames, isDoc, isNumeric } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { compile, type Evaluate, type Frame, scopeOf } from "../expression/index.ts";
import { isTruthy } from "./operators.ts";
import { compileArrayOperator, positional } from "./projection-arrays.ts";
import { applyTree, insertPath, type Tree } from "./projection-tree.ts";
import type { Env, Filter, Projection } from "./types.ts";

/** What the specification asks for at one path. */
type Part =
  | { readonly kind: "include"; readonly path: string }
  | { readonly kind: "exclude"; readonly path: string }
  | { readonly kind: "compute"; readonly path: string; readonly evaluate: Evaluate }
  | {
      readonly kind: "array";
      readonly path: string;
      readonly operator: string;
      readonly reshape: (value: unknown, doc: Doc) => unknown;
    };

const ARRAY_OPERATORS = new Set(["$slice", "$elemMatch"]);

class ProjectionCompiler {
  readonly env: Env;
  readonly filter: Filter | undefined;
  readonly forFind: boolean;
  readonly parts: Part[] = [];

  constructor(env: Env, filter: Filter | undefined, forFind: boolean) {
    this.env = env;
    this.filter = filter;
    this.forFind = forFind;
  }

  fields(spec: Doc, prefix: string): void {
    for (const [name, value] of Object.entries(spec)) this.field(`${prefix}${name}`, value);
  }

  field(path: string, value: unknown): void {
    if (this.forFind && path.endsWith(".$")) this.positional(path.slice(0, -2));
    else if (path.split(".").includes(""))
      throw new MongoError(40353, "FieldPath must not have empty parts.");
    else if (path.startsWith("$"))
      throw new MongoError(16410, `FieldPath field names may not start with '$': ${path}`);
    else if (typeof value === "boolean" || isNumeric(value)) {
      this.parts.push({ kind: isTruthy(value) ? "include" : "exclude", path });
    } else if (isDoc(value)) this.document(path, value);
    else this.compute(path, value);
  }

  document(path: string, value: Doc): void {
    const first = Object.keys(value)[0];
    if (first === undefined) throw new MongoError(51270, "An empty sub-projection is not a valid value.");
    if (this.forFind && ARRAY_OPERATORS.has(first)) {
      const reshape = compileArrayOperator(first, value[first], this.env);
      if (reshape) this.parts.push({ kind: "array", path, operator: first, reshape });
      else this.compute(path, value);
    } else if (first === "$meta") throw new MongoError(2, "$meta is not supported in a projection");
    else if (first.startsWith("$")) this.compute(path, value);
    else this.fields(value, `${path}.`);
  }

  compute(path: string, value: unknown): void {
    this.parts.push({ kind: "compute", path, evaluate: compile(value, scopeOf(this.env)) });
  }

  positional(path: string): void {
    const { filter } = this;
    if (!filter) throw new MongoError(51246, "positional projection cannot be used here");
    if (this.parts.some((part) => part.kind === "array" && part.operator === "$")) {
      throw new MongoError(31276, "Cannot specify more than one positional projection per query.");
    }
    this.parts.push({ kind: "array", path, operator: "$", reshape: positional(filter) });
  }
}

/** Whether the projection keeps what it names or drops it. An array operator alone keeps the rest, except `$`. */
function isInclusion(parts: readonly Part[]): boolean {
  const named = parts.filter((part) => part.path !== "_id" || part.kind === "compute");
  const includes = named.find((part) => part.kind === "include" || part.kind === "compute");
  const excludes = named.find((part) => part.kind === "exclude");
  if (includes && excludes) {
    const isPlain = includes.kind === "include";
    throw new MongoError(
      isPlain ? 31254 : 31252,
      `Cannot do exclusion on field ${excludes.path} in ${isPlain ? "inclusion" : "computed field"} projection`,
    );
  }
  if (includes || excludes) return includes !== undefined;
  if (named.some((part) => part.kind === "array" && part.operator !== "$slice")) return true;
  if (named.length > 0) return false;
  return parts.some((part) => part.kind === "include");
}

function buildTree(parts: readonly Part[], inclusion: boolean): Tree {
  const tree: Tree = { children: new Map(), leaf: undefined };
  const id = parts.find((part) => part.path === "_id");
  if (inclusion && !id) insertPath(tree, "_id", { kind: "keep" });
  for (const part of parts) {
    if (part.kind === "exclude") {
      if (!inclusion) insertPath(tree, part.path, { kind: "drop" });
    } else if (part.kind === "include") {
      if (inclusion) insertPath(tree, part.path, { kind: "keep" });
    } else if (part.kind === "compute")
      insertPath(tree, part.path, { kind: "compute", evaluate: part.evaluate });
    else insertPath(tree, part.path, { kind: "reshape", reshape: part.reshape });
  }
  return tree;
}

function picksOf({ children }: Tree): FieldNames | undefined {
  const isPlain = [...children.values()].every(({ leaf }) => leaf?.kind === "keep");
  return isPlain ? fieldNames(children.keys()) : undefined;
}

function compileParts(compiler: ProjectionCompiler, spec: Doc): Projection {
  compiler.fields(spec, "");
  const inclusion = isInclusion(compiler.parts);
  const tree = buildTree(compiler.parts, inclusion);
  return {
    picks: inclusion ? picksOf(tree) : undefined,
    apply: (doc) => {
      const frame: Frame = { root: doc, locals: [] };
      return applyTree(tree, doc, { frame, inclusion });
    },
  };
}

/**
 * Compiles a projection of `find` and `findAndModify`, with `$slice`, `$elemMatch`, expressions and, given the filter, positional `$`.
 * Refuses mixtures of inclusion and exclusion (31254, 31253) and paths that collide (31249).
 */
export function compileProjection(spec: Doc, env: Env, filter?: Filter): Projection {
  if (Object.keys(spec).length === 0) return { apply: (doc) => doc };
  return compileParts(new ProjectionCompiler(env, filter, true), spec);
}

/** Compiles the operand of a `$project` stage, where operators are always expressions. */
export function compileProjectStage(spec: Doc, env: Env): Projection {
  if (Object.keys(spec).length === 0)
    throw new MongoError(
      51272,
      "Invalid $project :: caused by :: projection specification must have at least one field",
    );
  return compileParts(new ProjectionCompiler(env, undefined, false), spec);
}
