import { bsonIdentical } from "../bson/compare.ts";
import { describe } from "../bson/describe.ts";
import { arrayIndex, type Doc, getField, isDoc, setField } from "../bson/types.ts";
import { MongoError } from "../errors.ts";
import { hasNeedyModifier, mergeNodes, type Node, POSITION } from "./tree.ts";
import type { UpdateTarget } from "./types.ts";

/** Tells whether an array element meets the array filter of an identifier. */
export type ElementTest = (element: unknown) => boolean;

/** Filling an array up to a far index may add no more elements than this. */
const MAX_BACKFILL_ITEMS = 1_500_000;

type Children = ReadonlyMap<string, Node>;

/** Applies one update to one document. Values are copied where they change and shared where they do not. */
class Application {
  readonly root: Doc;
  readonly isInsert: boolean;
  readonly position: number | undefined;
  readonly tests: ReadonlyMap<string, ElementTest>;

  constructor(root: Doc, target: UpdateTarget, tests: ReadonlyMap<string, ElementTest>) {
    this.root = root;
    this.isInsert = target.isInsert === true;
    this.position = target.matchedArrayIndex;
    this.tests = tests;
  }

  node(node: Node, value: unknown, path: string): unknown {
    if (node.kind === "leaf") {
      const next = node.modify(value, { path, root: this.root, isInsert: this.isInsert });
      return next !== value && bsonIdentical(next, value) ? value : next;
    }
    if (node.kind === "items") return this.items(node.children, value, path);
    const children = this.placed(node.children, path);
    if (isDoc(value)) return this.fields(children, value, path);
    if (Array.isArray(value)) return this.elements(children, value, path);
    return this.created(children, value, path);
  }

  /** The children with the positional `$` replaced by the index the filter matched at. */
  placed(children: Children, path: string): Children {
    const child = children.get(POSITION);
    if (!child) return children;
    if (this.position === undefined) {
      throw new MongoError(2, "The positional operator did not find the match needed from the query.");
    }
    const name = String(this.position);
    const twin = children.get(name);
    const placed = new Map(children);
    placed.delete(POSITION);
    placed.set(name, twin ? mergeNodes(twin, child, `${path}.${name}`) : child);
    return placed;
  }

  fields(children: Children, doc: Doc, path: string): Doc {
    let next: Doc | undefined;
    for (const [name, child] of children) {
      const before = getField(doc, name);
      const after = this.node(child, before, path === "" ? name : `${path}.${name}`);
      if (after === before) continue;
      next ??= { ...doc };
      if (after === undefined) delete next[name];
      else setField(next, name, after);
    }
    return next ?? doc;
  }

  elements(children: Children, items: readonly unknown[], path: string): readonly unknown[] {
    let next: unknown[] | undefined;
    for (const [name, child] of children) {
      const index = arrayIndex(name);
      const before = index === undefined ? undefined : items[index];
      const after = this.node(child, before, `${path}.${name}`);
      if (index === undefined && (after !== before || hasNeedyModifier(child)))
        throw notViable(name, path, items);
      if (after === before || index === undefined) continue;
      next ??= [...items];
      if (index - next.length > MAX_BACKFILL_ITEMS) {
        throw new MongoError(2, `can't backfill more than ${MAX_BACKFILL_ITEMS} elements`);
      }
      while (next.length < index) next.push(null);
      next[index] = after ?? null;
    }
    return next ?? items;
  }

  /** Children where no document is: they make one, unless none of them brings a value. */
  created(children: Children, value: unknown, path: string): unknown {
    const doc = this.fields(children, {}, path);
    const [made] = Object.keys(doc);
    if (value === undefined) return made === undefined ? undefined : doc;
    const [needy] = [...children].find(([, child]) => hasNeedyModifier(child)) ?? [];
    const name = made ?? needy;
    if (name === undefined) return value;
    throw notViable(name, path, value);
  }

  items(children: Children, value: unknown, path: string): unknown {
    if (value === undefined) {
      throw new MongoError(
        2,
        `The path '${path}' must exist in the document in order to apply array updates.`,
      );
    }
    if (!Array.isArray(value)) {
      throw new MongoError(2, `Cannot apply array updates to non-array element ${path}: ${describe(value)}`);
    }
    let changed = false;
    const next = (value as unknown[]).map((item, i) => {
      const at = `${path}.${i}`;
      const matching = [...children].filter(([identifier]) => this.tests.get(identifier)?.(item) ?? true);
      if (matching.length === 0) return item;
      const merged = matching.map(([, child]) => child).reduce((a, b) => mergeNodes(a, b, at));
      const after = this.node(merged, item, at);
      if (after !== item) changed = true;
      return after ?? null;
    });
    return changed ? next : value;
  }
}

function notViable(name: string, path: string, value: unknown): MongoError {
  const holder = path.split(".").at(-1) ?? "";
  return new MongoError(28, `Cannot create field '${name}' in element {${holder}: ${describe(value)}}`);
}

/** Applies a tree of modifiers to a document and gives the new one; the same one if nothing changes. */
export function applyTree(
  tree: Node,
  doc: Doc,
  target: UpdateTarget,
  tests: ReadonlyMap<string, ElementTest>,
): Doc {
  const next = new Application(doc, target, tests).node(tree, doc, "");
  return next as Doc;
}
