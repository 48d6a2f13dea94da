import { arrayIndex, type Doc, getField, isDoc } from "../bson/types.ts";

/** Where a match was found, for the positional `$`. */
export interface Position {
  index: number | undefined;
}

/** A condition on one value; `undefined` is a missing one. */
export type Test = (value: unknown, position?: Position) => boolean;

/** A condition on a document. */
export type Node = (doc: Doc, position?: Position) => boolean;

/**
 * A condition on whatever a path leads to. `test` is met by any value on the path (array elements included unless
 * `whole`), `not` by none, `and` by each of its parts on its own.
 */
export type Leaf =
  | { readonly kind: "test"; readonly whole: boolean; readonly test: Test }
  | { readonly kind: "not"; readonly leaf: Leaf }
  | { readonly kind: "and"; readonly leaves: readonly Leaf[] };

/** A test that also looks at the elements of an array at the path's end. */
export function anyOf(test: Test): Leaf {
  return { kind: "test", whole: false, test };
}

/** A test of the value at the path's end as it is. */
export function wholeOf(test: Test): Leaf {
  return { kind: "test", whole: true, test };
}

/** The opposite of a leaf: true where no value on the path meets it. */
export function not(leaf: Leaf): Leaf {
  return { kind: "not", leaf };
}

/** Walks a path the way MongoDB's matcher does, stopping at the first value that passes. */
class Walk {
  readonly parts: readonly string[];
  readonly indexes: readonly (number | undefined)[];
  readonly test: Test;
  readonly whole: boolean;

  constructor(path: string, test: Test, whole: boolean) {
    this.parts = path.split(".");
    this.indexes = this.parts.map(arrayIndex);
    this.test = test;
    this.whole = whole;
  }

  from(start: unknown, first: number, position?: Position): boolean {
    let value = start;
    for (let at = first; at < this.parts.length; at += 1) {
      if (isDoc(value)) value = getField(value, this.parts[at] ?? "");
      else if (Array.isArray(value)) return this.inside(value, at, position);
      else return this.test(undefined, position);
    }
    return this.end(value, position);
  }

  end(value: unknown, position?: Position): boolean {
    if (!this.whole && Array.isArray(value)) {
      for (let i = 0; i < value.length; i += 1) {
        if (this.test(value[i], position)) return found(position, i);
      }
    }
    return this.test(value, position);
  }

  inside(items: readonly unknown[], at: number, position?: Position): boolean {
    const index = this.indexes[at];
    for (let i = 0; i < items.length; i += 1) {
      const item = items[i];
      if (isDoc(item) && this.from(item, at, position)) return found(position, i);
      if (i === index && this.byIndex(item, at + 1, position)) return found(position, i);
    }
    return false;
  }

  byIndex(item: unknown, at: number, position?: Position): boolean {
    if (at === this.parts.length) return this.test(item, position);
    if (isDoc(item)) return this.from(item, at, position);
    const index = this.indexes[at];
    if (!Array.isArray(item) || index === undefined) return false;
    return this.from(item[index], at + 1, position);
  }
}

function found(position: Position | undefined, index: number): true {
  if (position) position.index = index;
  return true;
}

/** The condition a leaf puts on a document at a path. */
export function onPath(leaf: Leaf, path: string): Node {
  if (leaf.kind === "test") return testOnPath(leaf.test, leaf.whole, path);
  if (leaf.kind === "not") {
    const inner = onPath(leaf.leaf, path);
    return (doc) => !inner(doc);
  }
  const nodes = leaf.leaves.map((part) => onPath(part, path));
  return (doc, position) => nodes.every((node) => node(doc, position));
}

function testOnPath(test: Test, whole: boolean, path: string): Node {
  const walk = new Walk(path, test, whole);
  if (walk.parts.length > 1) return (doc, position) => walk.from(doc, 0, position);
  return (doc, position) => walk.end(getField(doc, path), position);
}

/** The condition a leaf puts on one value alone, as inside `$elemMatch`. */
export function onValue(leaf: Leaf): Test {
  if (leaf.kind === "test") return leaf.test;
  if (leaf.kind === "not") {
    const inner = onValue(leaf.leaf);
    return (value) => !inner(value);
  }
  const tests = leaf.leaves.map(onValue);
  return (value, position) => tests.every((test) => test(value, position));
}
