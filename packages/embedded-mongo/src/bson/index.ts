export { type Collation, parseCollation } from "./collate.ts";
export { bsonEquals, bsonIdentical, compareBson } from "./compare.ts";
export { decode, MAX_NESTING } from "./decode.ts";
export { computed, encode, encodeAfter, RawDocument } from "./encode.ts";
export { compileIndexKeys, type IndexKeys } from "./index-keys.ts";
export { encodeKey, invertKey, keyRank, keyString } from "./key.ts";
export { assertDocumentSize, MAX_DOCUMENT_BYTES } from "./limits.ts";
export { getDotted, getPath, type PathValues } from "./path.ts";
export {
  aliasOf,
  type Doc,
  getField,
  idOf,
  isDoc,
  isNumeric,
  primitiveNumber,
  setField,
  TYPE,
  TYPE_BY_ALIAS,
  typeNameOf,
  typeOf,
} from "./types.ts";
