import type { Timestamp } from "bson";
import type { Doc } from "../bson/index.ts";

/** Where something happened; without a collection, to a whole database. */
export interface ChangedNamespace {
  readonly db: string;
  readonly collection?: string;
}

/** What happened to a document, a collection or a database. */
export type Change =
  | { readonly kind: "insert"; readonly at: ChangedNamespace; readonly after: Doc }
  | { readonly kind: "update"; readonly at: ChangedNamespace; readonly before: Doc; readonly after: Doc }
  | { readonly kind: "replace"; readonly at: ChangedNamespace; readonly after: Doc }
  | { readonly kind: "delete"; readonly at: ChangedNamespace; readonly before: Doc }
  | { readonly kind: "drop" | "dropDatabase"; readonly at: ChangedNamespace }
  | { readonly kind: "rename"; readonly at: ChangedNamespace; readonly to: ChangedNamespace };

/** A change with its place among all others. */
export interface LoggedChange {
  readonly change: Change;
  readonly time: Timestamp;
  readonly at: Date;
  /** The token a stream resumes after; tokens sort like the changes. */
  readonly token: string;
  /** Roughly how much memory it takes. */
  readonly bytes: number;
}
