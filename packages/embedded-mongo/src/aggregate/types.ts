import type { Doc } from "../bson/index.ts";
import type { Env } from "../query/types.ts";

/**
 * Documents on their way through stages, pulled one by one. `null` means "still working": a source gives it whenever its
 * time slice is used up and every stage passes it on, so that the consumer may let other clients run.
 */
export type Flow = Iterable<Doc | null>;

/** A collection a stage reads or writes. */
export interface Namespace {
  readonly db: string;
  readonly collection: string;
}

/** Where a pipeline reads from besides its own input. */
export interface AggregateEnv extends Env {
  readonly db: string;
  /** The collection aggregated, if it is one; the first input of `run`. */
  readonly collection?: string;
  /**
   * Documents of a collection that match a filter (plain, so that indexes can serve it); a missing collection is empty.
   * `variables` are the `let` variables `$expr` in the filter may name. They come in the order that is asked for, those
   * past the limit may be missing.
   */
  readonly read: (
    from: Namespace,
    filter: Doc,
    variables?: Readonly<Record<string, unknown>>,
    order?: Pick<Pipeline, "leadingSort" | "leadingLimit">,
  ) => Flow;
}

/** What a final `$out` or `$merge` asks for; the caller runs the pipeline and writes. */
export type Output =
  | { readonly kind: "out"; readonly into: Namespace }
  | {
      readonly kind: "merge";
      readonly into: Namespace;
      /** Fields that identify a target document; a unique index must cover them. */
      readonly on: readonly string[];
      readonly whenMatched: "replace" | "keepExisting" | "merge" | "fail" | readonly Doc[];
      readonly whenNotMatched: "insert" | "discard" | "fail";
      readonly let: Doc;
    };

/** A compiled pipeline. */
export interface Pipeline {
  /** The leading `$match` stages as one filter, for the planner; the pipeline itself still applies them. */
  readonly leadingFilter: Doc;
  /** The `$sort` right after them: input already in this order may be declared with `sorted`. */
  readonly leadingSort: Doc | undefined;
  /** How many documents are needed at most after filter and sort; undefined if all. */
  readonly leadingLimit: number | undefined;
  /** A final `$out` or `$merge`. */
  readonly output: Output | undefined;
  /** Runs the stages over the input. */
  readonly run: (input: Flow, hints?: RunHints) => Flow;
}

/** What the caller did already while reading the input. */
interface RunHints {
  /** The input holds only documents that match `leadingFilter`. */
  readonly filtered?: boolean;
  /** The input is in the order of `leadingSort`. */
  readonly sorted?: boolean;
}
