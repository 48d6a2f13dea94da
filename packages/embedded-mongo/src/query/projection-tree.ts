import { type Doc, getField, isDoc, setField } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import type { Evaluate, Frame } from "../expression/index.ts";

/** What happens to the value at the end of a projected path. */
type TreeLeaf =
  | { readonly kind: "keep" }
  | { readonly kind: "drop" }
  | { readonly kind: "compute"; readonly evaluate: Evaluate }
  | { readonly kind: "reshape"; readonly reshape: (value: unknown, doc: Doc) => unknown };

/** The paths of a projection as a tree; a node has either children or a leaf. */
export interface Tree {
  readonly children: Map<string, Tree>;
  leaf: TreeLeaf | undefined;
}

/** What one application of a tree knows. */
interface TreeContext {
  readonly frame: Frame;
  /** Whether fields that are not named are left out. */
  readonly inclusion: boolean;
}

function collision(path: string): MongoError {
  return new MongoError(31249, `Path collision at ${path}`);
}

/** Adds a path to a tree. Refuses a path that is or lies under another one (31249). */
export function insertPath(tree: Tree, path: string, leaf: TreeLeaf): void {
  let node = tree;
  for (const part of path.split(".")) {
    if (node.leaf) throw collision(path);
    const next = node.children.get(part) ?? { children: new Map<string, Tree>(), leaf: undefined };
    node.children.set(part, next);
    node = next;
  }
  if (node.leaf || node.children.size > 0) throw collision(path);
  node.leaf = leaf;
}

/** Whether a subtree brings new values, which are made even where the document has nothing. */
function computes(tree: Tree): boolean {
  if (tree.leaf) return tree.leaf.kind === "compute";
  return [...tree.children.values()].some(computes);
}

function leafValue(leaf: TreeLeaf, value: unknown, context: TreeContext): unknown {
  if (leaf.kind === "keep") return value;
  if (leaf.kind === "drop") return undefined;
  if (leaf.kind === "compute") return leaf.evaluate(context.frame);
  return value === undefined ? undefined : leaf.reshape(value, context.frame.root);
}

function nodeValue(node: Tree, value: unknown, context: TreeContext): unknown {
  if (node.leaf) return leafValue(node.leaf, value, context);
  if (isDoc(value)) return applyTree(node, value, context);
  if (Array.isArray(value)) return arrayValue(node, value, context);
  if (computes(node)) return applyTree(node, {}, context);
  return context.inclusion ? undefined : value;
}

/** Sub-paths apply to every document of an array; other items stay only where unnamed fields stay. */
function arrayValue(node: Tree, items: readonly unknown[], context: TreeContext): unknown[] {
  const result: unknown[] = [];
  for (const item of items) {
    const next = nodeValue(node, item, context);
    if (next !== undefined) result.push(next);
  }
  return result;
}

/** Applies a tree to a document: kept fields stay in the document's order, computed ones follow in the tree's. */
export function applyTree(tree: Tree, doc: Doc, context: TreeContext): Doc {
  const result: Doc = {};
  for (const name of Object.keys(doc)) {
    const node = tree.children.get(name);
    if (!node) {
      if (!context.inclusion) setField(result, name, doc[name]);
      continue;
    }
    if (node.leaf?.kind === "compute" && context.inclusion) continue;
    const value = nodeValue(node, doc[name], context);
    if (value !== undefined) setField(result, name, value);
  }
  for (const [name, node] of tree.children) {
    if (!computes(node) || Object.hasOwn(result, name)) continue;
    const value = nodeValue(node, node.leaf ? undefined : getField(doc, name), context);
    if (value !== undefined) setField(result, name, value);
  }
  return result;
}
