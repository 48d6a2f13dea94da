import { primitiveNumber } from "../bson/index.ts";
import type { Collection } from "../catalog/index.ts";
import { Match } from "../read/index.ts";
import type { Changes, View } from "../storage/index.ts";

/** What removes the oldest documents: a `DocumentWriter`. */
interface CappedWriter {
  readonly view: View & Changes;
  remove(collection: Collection, before: Match): void;
}

interface Fill {
  documents: number;
  bytes: number;
}

/** How full each capped collection is; counted once, then kept while documents are only added. */
const fills = new WeakMap<Collection, Fill>();

/** Documents were changed or removed: how full the collection is must be counted anew. */
export function recount(collection: Collection): void {
  fills.delete(collection);
}

function counted(collection: Collection, writer: CappedWriter): Fill {
  const fill: Fill = { documents: 0, bytes: 0 };
  for (const rid of writer.view.rids(collection.number)) {
    fill.documents += 1;
    fill.bytes += writer.view.get(collection.number, rid)?.length ?? 0;
  }
  return fill;
}

function limitOf(value: unknown): number {
  return value === undefined ? Infinity : Number(primitiveNumber(value)) || Infinity;
}

/** Removes the oldest documents of a capped collection until it keeps to its limits; to be called after an insert. */
export function keepToLimits(collection: Collection, writer: CappedWriter, insertedBytes: number): void {
  const known = fills.get(collection);
  const fill = known ?? counted(collection, writer);
  if (known) {
    fill.documents += 1;
    fill.bytes += insertedBytes;
  }
  const [documents, bytes] = [limitOf(collection.options.max), limitOf(collection.options.size)];
  for (const rid of writer.view.rids(collection.number)) {
    if (fill.documents <= documents && fill.bytes <= bytes) break;
    const body = writer.view.get(collection.number, rid);
    if (!body) continue;
    writer.remove(collection, new Match(rid, body));
    fill.documents -= 1;
    fill.bytes -= body.length;
  }
  fills.set(collection, fill);
}
