import type { Collation, Doc, FieldNames } from "../bson/index.ts";

/** What one command gives to every filter, expression and update in it. */
export interface Env {
  /** The command's `$$NOW`; one instant for the whole command. */
  readonly now: Date;
  /** `let` variables by name, without the `$$`. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The order of strings, if it is not that of their bytes. */
  readonly collation?: Collation;
}

/** One end of a range. */
export interface Bound {
  readonly value: unknown;
  readonly inclusive: boolean;
}

/**
 * One condition every matching document meets, for a planner. The list may say less than the filter (kind `other`),
 * never more: what an index scan yields must still be tested by `matches`.
 * Two ranges on one path may be met by different array elements, so on a multikey index they must not be intersected.
 */
export type Conjunct =
  | { readonly kind: "eq"; readonly path: string; readonly value: unknown }
  | { readonly kind: "in"; readonly path: string; readonly values: readonly unknown[] }
  | { readonly kind: "range"; readonly path: string; readonly lower?: Bound; readonly upper?: Bound }
  /** A string with this prefix, or the regular expression itself stored as a value. */
  | { readonly kind: "prefix"; readonly path: string; readonly prefix: string; readonly regex: unknown }
  | { readonly kind: "exists"; readonly path: string; readonly exists: boolean }
  | { readonly kind: "or"; readonly branches: readonly (readonly Conjunct[])[] }
  | { readonly kind: "other" };

/** A compiled filter. */
export interface Filter {
  readonly matches: (doc: Doc) => boolean;
  /** The element index the positional `$` stands for, after a match; undefined if the filter met no array. */
  readonly matchedArrayIndex: (doc: Doc) => number | undefined;
  /** Conditions that all hold; empty if the filter matches every document or says nothing usable. */
  readonly conjuncts: readonly Conjunct[];
  /** The top-level fields that `matches` looks at; undefined where it may look at any. */
  readonly fields: FieldNames | undefined;
  /** Whether the filter is `{}` and so matches everything. */
  readonly matchesAll: boolean;
}

/** A compiled sort order. */
export interface Sort {
  /** The paths with their directions, in order. */
  readonly fields: readonly { readonly path: string; readonly direction: 1 | -1 }[];
  /** Whether strings are ordered by a collation, which no index has. */
  readonly isCollated: boolean;
  /** Compares two documents. */
  readonly compare: (a: Doc, b: Doc) => number;
  /** The document's sort key, to be computed once for each document and compared with `compareKeys`. */
  readonly keyOf: (doc: Doc) => readonly unknown[];
  readonly compareKeys: (a: readonly unknown[], b: readonly unknown[]) => number;
}

/** A compiled projection. */
export interface Projection {
  readonly apply: (doc: Doc) => Doc;
  /** The top-level fields that it keeps as they are, if that is all it does. */
  readonly picks?: FieldNames | undefined;
}
