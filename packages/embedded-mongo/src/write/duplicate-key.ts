import { ObjectId } from "bson";
import { type Doc, encodeKey, invertKey, isDoc, TYPE, typeOf } from "../bson/index.ts";
import { getPathTuples } from "../bson/path.ts";
import { type Collection, type Index, namespaceOf } from "../catalog/index.ts";
import { MongoError } from "../errors.ts";

function textOf(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[ ${value.map(textOf).join(", ")} ]`;
  if (isDoc(value)) return docText(value);
  return typeOf(value) === TYPE.null ? "null" : String(value);
}

function docText(doc: Doc): string {
  const fields = Object.entries(doc).map(([name, value]) => `${name}: ${textOf(value)}`);
  return `{ ${fields.join(", ")} }`;
}

/** The values of the document that make up one of its keys. */
function valuesOfKey(index: Index, doc: Doc, key: Uint8Array): Doc {
  const { tuples } = getPathTuples(
    doc,
    index.fields.map(({ path }) => path.split(".")),
  );
  const keyOf = (tuple: readonly unknown[]): Uint8Array =>
    Buffer.concat(
      tuple.map((value, i) =>
        (index.fields[i]?.direction ?? 1) < 0 ? invertKey(encodeKey(value)) : encodeKey(value),
      ),
    );
  const tuple = tuples.find((values) => Buffer.compare(keyOf(values), key) === 0) ?? [];
  return Object.fromEntries(index.fields.map(({ path }, i) => [path, tuple[i] ?? null]));
}

/** Another document holds a key of a unique index already (11000). */
export function duplicateKey(
  collection: Collection,
  index: Index,
  { doc, key }: { doc: Doc; key: Uint8Array },
): MongoError {
  const keyValue = valuesOfKey(index, doc, key);
  return new MongoError(
    11000,
    `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name} dup key: ${docText(keyValue)}`,
    { details: { keyPattern: index.spec.key, keyValue } },
  );
}
