import type { Doc } from "../bson/index.ts";
import type { Env } from "../query/types.ts";

/** What an update command adds to the environment. */
export interface UpdateEnv extends Env {
  readonly arrayFilters?: readonly unknown[];
}

/** How an update meets one document. */
export interface UpdateTarget {
  /** Whether the document is being inserted by an upsert (`$setOnInsert` applies). */
  readonly isInsert?: boolean;
  /** What the positional `$` stands for: `filter.matchedArrayIndex(doc)`. */
  readonly matchedArrayIndex?: number | undefined;
}

/** A compiled update. */
export interface Update {
  readonly kind: "replacement" | "operators" | "pipeline";
  /** Whether `apply` needs `matchedArrayIndex` (a path holds the positional `$`). */
  readonly needsPosition: boolean;
  /** The new document; the given one is never changed, and is returned itself when the update changes nothing. */
  readonly apply: (doc: Doc, target?: UpdateTarget) => Doc;
}
