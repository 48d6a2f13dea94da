import type { Binary, Timestamp } from "bson";
import type { Doc } from "../bson/index.ts";

/** Where something happened; without a collection, to a whole database. */
export interface ChangedNamespace {
  readonly db: string;
  readonly collection?: string;
  /** Of the collection, where it is known. */
  readonly uuid?: Binary;
}

/** What happened to a document, a collection or a database. */
export type Change =
  | { readonly kind: "insert"; readonly at: ChangedNamespace; readonly after: Doc }
  | { readonly kind: "update"; readonly at: ChangedNamespace; readonly before: Doc; readonly after: Doc }
  | { readonly kind: "replace"; readonly at: ChangedNamespace; readonly after: Doc }
  | { readonly kind: "delete"; readonly at: ChangedNamespace; readonly before: Doc }
  | { readonly kind: "drop" | "dropDatabase"; readonly at: ChangedNamespace }
  | {
      readonly kind: "rename";
      readonly at: ChangedNamespace;
      readonly to: ChangedNamespace;
      /** The collection that made room, if there was one. */
      readonly dropTarget?: Binary | undefined;
    }
  | {
      readonly kind: "create" | "createIndexes" | "dropIndexes" | "modify";
      readonly at: ChangedNamespace;
      /** What exactly was asked for. */
      readonly description: Doc;
    };

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
