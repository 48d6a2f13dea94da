import { bsonIdentical } from "../bson/compare.ts";
import { type Doc, isDoc, setField } from "../bson/index.ts";

/** What an update did: fields that have a new value and fields that are gone, by dotted path. */
interface Difference {
  readonly updatedFields: Doc;
  readonly removedFields: string[];
}

function compare(before: Doc, after: Doc, prefix: string, found: Difference): void {
  for (const name of Object.keys(after)) {
    const [old, now] = [Object.hasOwn(before, name) ? before[name] : undefined, after[name]];
    if (old === now) continue;
    if (isDoc(old) && isDoc(now)) compare(old, now, `${prefix}${name}.`, found);
    else if (old === undefined || !bsonIdentical(old, now))
      setField(found.updatedFields, `${prefix}${name}`, now);
  }
  for (const name of Object.keys(before))
    if (!Object.hasOwn(after, name)) found.removedFields.push(`${prefix}${name}`);
}

/** How two states of a document differ; arrays count as one value. */
export function differenceOf(before: Doc, after: Doc): Difference {
  const found: Difference = { updatedFields: {}, removedFields: [] };
  compare(before, after, "", found);
  return found;
}
