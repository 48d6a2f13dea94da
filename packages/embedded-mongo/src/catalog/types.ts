import type { Binary } from "bson";
import type { Doc } from "../bson/index.ts";
import type { Filter } from "../query/index.ts";

/** One indexed path and its direction. */
export interface IndexField {
  readonly path: string;
  readonly direction: 1 | -1;
}

/** The keys one document has in one index, and which of its fields met an array, one bit each from the lowest. */
export interface DocumentKeys {
  readonly keys: readonly Uint8Array[];
  readonly arrays: number;
}

/** An index of a collection. */
export interface Index {
  /** Its number in the store. */
  readonly number: number;
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly sparse: boolean;
  /** The filter a document must match to be in the index, and its text. */
  readonly partial: Filter | undefined;
  readonly partialSpec: Doc | undefined;
  /** The specification as `listIndexes` returns it; replaced by `collMod`. */
  spec: Doc;
  unique: boolean;
  /** Refuses new duplicates although the index is not unique yet. */
  prepareUnique: boolean;
  /** Seconds after the indexed date at which a document ends. */
  expireAfterSeconds: number | undefined;
  /** The fields that ever met an array in some document, one bit each: the first field is the lowest bit. */
  arrays: number;
  /** Whether some document ever had, or could have had, more than one key in it. */
  readonly multikey: boolean;
  /** The moment from which snapshots hold all entries; Infinity while the index is being built. */
  readyAt: number;
  /** The keys of a document; none if the index leaves it out. Raises 171 for two arrays side by side. */
  readonly keysOf: (doc: Doc) => DocumentKeys;
}

/** A compiled validator. */
export interface Validator {
  readonly isValid: (doc: Doc) => boolean;
  /** MongoDB's `errInfo.details` for a document that is not valid. */
  readonly explain: (doc: Doc) => Doc;
}

/** A collection. There is one object for its whole life, so that a command that holds it sees its changes. */
export interface Collection {
  /** Its number in the store. */
  readonly number: number;
  readonly uuid: Binary;
  db: string;
  name: string;
  /** The options of `create` and `collMod`, as `listCollections` returns them. */
  options: Doc;
  /** All indexes, `_id_` first. */
  indexes: readonly Index[];
  validator: Validator | undefined;
  /** Whether it was dropped; a command that still works on it must stop. */
  dropped: boolean;
  /** The moment it was made; older snapshots know nothing of it. */
  createdAt: number;
}

/** `db.collection`. */
export function namespaceOf(collection: Collection): string {
  return `${collection.db}.${collection.name}`;
}

/** The index every collection has. */
export function idIndexOf(collection: Collection): Index {
  const [first] = collection.indexes;
  if (!first) throw new Error(`the collection ${namespaceOf(collection)} has lost its _id index`);
  return first;
}
