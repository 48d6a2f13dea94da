import { type Doc, decode } from "../bson/index.ts";

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
}
