import { RawDocument } from "../../bson/index.ts";
import { type Collection, namespaceOf } from "../../catalog/index.ts";
import type { CursorSource, Results } from "../../cursors/cursors.ts";
import { MongoError } from "../../errors.ts";
import { Match, type Selection } from "../../read/index.ts";
import type { Call } from "../call.ts";
import { notSupported } from "../options.ts";

const UNSUPPORTED = [
  "sort",
  "projection",
  "skip",
  "limit",
  "hint",
  "min",
  "max",
  "returnKey",
  "showRecordId",
];

/** Reads what was added to a capped collection since the last look; can be asked again after its end. */
class Tail implements Results {
  readonly #call: Call;
  readonly #collection: Collection;
  readonly #selection: Selection;
  #after = 0;

  constructor(call: Call, collection: Collection, selection: Selection) {
    this.#call = call;
    this.#collection = collection;
    this.#selection = selection;
  }

  next(): IteratorResult<RawDocument | null, undefined> {
    const { number } = this.#collection;
    const { view, close } = this.#call.openState();
    try {
      for (const rid of view.rids(number, { after: this.#after })) {
        if (this.#call.slice.isOver()) return { value: null, done: false };
        this.#after = rid;
        const body = view.get(number, rid);
        if (body && this.#selection.filter.matches(new Match(rid, body).doc))
          return { value: new RawDocument(body), done: false };
      }
      return { value: undefined, done: true };
    } finally {
      close();
    }
  }
}

/** The source of a tailable cursor (2 BadValue unless the collection is capped). */
export function tailableSource(
  call: Call,
  collection: Collection | undefined,
  selection: Selection,
): CursorSource {
  if (call.at) throw new MongoError(72, "tailable cursors do not support the read concern level 'snapshot'");
  if (call.transaction) throw new MongoError(263, "tailable cursors are not allowed in transactions");
  if (!collection?.options.capped)
    throw new MongoError(
      2,
      `error processing query: tailable cursor requested on non capped collection ${call.db}.${call.collectionName}`,
    );
  const unsupported = UNSUPPORTED.find((name) => call.options.get(name) !== undefined);
  if (unsupported !== undefined) throw notSupported(`the option '${unsupported}' of tailable cursors`);
  return {
    namespace: namespaceOf(collection),
    results: new Tail(call, collection, selection),
    slice: call.slice,
    session: call.session,
    transaction: undefined,
    collection,
    tailable: true,
    untimed: call.options.bool("noCursorTimeout"),
    awaitsData: call.options.bool("awaitData"),
    close: () => undefined,
  };
}
