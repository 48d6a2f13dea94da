import { type Doc, decode, type FieldNames, pickFields, RawDocument } from "../bson/index.ts";
import type { Filter } from "../query/index.ts";

/** A document that matched: its place, its bytes, and its decoded form made when first asked for. */
export class Match {
  readonly rid: number;
  readonly body: Uint8Array;
  #doc: Doc | undefined;

  constructor(rid: number, body: Uint8Array) {
    this.rid = rid;
    this.body = body;
  }

  get doc(): Doc {
    this.#doc ??= decode(this.body);
    return this.#doc;
  }

  /** Whether it meets a filter. Only what the filter looks at is decoded. */
  meets({ fields, matches }: Filter): boolean {
    if (this.#doc !== undefined || fields === undefined) return matches(this.doc);
    return matches(decode(pickFields(this.body, fields)));
  }

  /** Its bytes, with these top-level fields alone if any are named. */
  sent(picks?: FieldNames): RawDocument {
    return new RawDocument(picks === undefined ? this.body : pickFields(this.body, picks));
  }
}
