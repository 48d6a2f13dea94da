import type { Doc } from "../bson/types.ts";
import { MongoError } from "../errors.ts";

/** Where a modifier works. */
export interface ModifierContext {
  /** The dotted path, with array indexes filled in. */
  readonly path: string;
  /** The document as it was before the update. */
  readonly root: Doc;
  /** Whether an upsert is inserting the document. */
  readonly isInsert: boolean;
}

/**
 * What an operator makes of the value at its path. `undefined` means missing, both as the value found and as the
 * result; a result that is missing where nothing was creates nothing on the way.
 */
export type Modifier = (current: unknown, place: ModifierContext) => unknown;

/** One part of an update path. */
type Step =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "position" }
  | { readonly kind: "items"; readonly identifier: string };

/** The paths of an update as a tree. The positional `$` is a child under that name. */
export type Node =
  | { readonly kind: "leaf"; readonly modify: Modifier; readonly needsPath: boolean }
  | { readonly kind: "fields"; readonly children: Map<string, Node> }
  /** Array elements by filter identifier; `""` stands for all of them (`$[]`). */
  | { readonly kind: "items"; readonly children: Map<string, Node> };

export const POSITION = "$";
const DBREF = new Set(["$id", "$ref", "$db"]);

function parseStep(part: string, at: number, path: string): Step {
  if (part === "") {
    throw new MongoError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  }
  if (!part.startsWith("$")) return { kind: "field", name: part };
  const identifier = /^\$\[(.*)\]$/s.exec(part)?.[1];
  const positional = part === POSITION || identifier !== undefined;
  if (positional && at === 0) {
    throw new MongoError(
      2,
      `Cannot have positional (i.e. '$') or array filter element in the first position in path '${path}'`,
    );
  }
  if (identifier !== undefined) return { kind: "items", identifier };
  if (part === POSITION) return { kind: "position" };
  if (at > 0 && DBREF.has(part)) return { kind: "field", name: part };
  throw new MongoError(52, `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`);
}

/** Splits an update path. Refuses empty parts (56), names that start with a dollar (52) and misplaced `$` (2). */
export function parsePath(path: string): readonly Step[] {
  const steps = path.split(".").map((part, at) => parseStep(part, at, path));
  if (steps.filter((step) => step.kind === "position").length > 1) {
    throw new MongoError(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  return steps;
}

function nameOf(step: Step): string {
  if (step.kind === "field") return step.name;
  return step.kind === "position" ? POSITION : step.identifier;
}

function conflict(path: string, at: string): MongoError {
  return new MongoError(40, `Updating the path '${path}' would create a conflict at '${at}'`);
}

/**
 * Adds a modifier to the tree. Refuses a path that is, holds or lies under another one (40). `needsPath` tells that
 * the modifier is refused where its path could not exist, although it would bring no value.
 */
export function insertModifier(root: Node, path: string, modify: Modifier, needsPath = false): void {
  const steps = parsePath(path);
  const parts = path.split(".");
  let node = root;
  for (const [at, step] of steps.entries()) {
    const so = parts.slice(0, at + 1).join(".");
    const kind = step.kind === "items" ? "items" : "fields";
    if (node.kind !== kind) throw conflict(path, parts.slice(0, at).join("."));
    const next = node.children.get(nameOf(step));
    if (at === steps.length - 1) {
      if (next) throw conflict(path, so);
      node.children.set(nameOf(step), { kind: "leaf", modify, needsPath });
    } else {
      if (next?.kind === "leaf") throw conflict(path, so);
      const kindOfChild = steps[at + 1]?.kind === "items" ? "items" : "fields";
      const child: Node = next ?? { kind: kindOfChild, children: new Map() };
      node.children.set(nameOf(step), child);
      node = child;
    }
  }
}

function compareNames([a]: readonly [string, Node], [b]: readonly [string, Node]): number {
  const left = /^\d+$/.test(a) ? Number(a) : Number.NaN;
  const right = /^\d+$/.test(b) ? Number(b) : Number.NaN;
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return a < b ? -1 : Number(a > b);
}

/** The tree in the order updates are applied: names in lexicographic order, numbers by value. */
export function sortTree(node: Node): Node {
  if (node.kind === "leaf") return node;
  const children = [...node.children].map(([name, child]) => [name, sortTree(child)] as const);
  return { kind: node.kind, children: new Map(children.sort(compareNames)) };
}

/** Whether any modifier in the tree is refused where its path could not exist. */
export function hasNeedyModifier(node: Node): boolean {
  if (node.kind === "leaf") return node.needsPath;
  return [...node.children.values()].some(hasNeedyModifier);
}

/** Two trees that meet at one place of a document. Refuses if they touch the same path (40). */
export function mergeNodes(a: Node, b: Node, path: string): Node {
  if (a.kind === "leaf" || b.kind === "leaf" || a.kind !== b.kind) {
    throw new MongoError(40, `Update created a conflict at '${path}'`);
  }
  const children = new Map(a.children);
  for (const [name, child] of b.children) {
    const twin = children.get(name);
    children.set(name, twin ? mergeNodes(twin, child, `${path}.${name}`) : child);
  }
  return sortTree({ kind: a.kind, children });
}
