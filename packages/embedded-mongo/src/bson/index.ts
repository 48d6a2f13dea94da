export { type Collation, parseCollation } from "./collate.ts";
export { bsonEquals, compareBson } from "./compare.ts";
export { decode } from "./decode.ts";
export { computed, encode, encodeAfter, RawDocument } from "./encode.ts";
export { compileIndexKeys } from "./index-keys.ts";
export { encodeKey, invertKey, keyString } from "./key.ts";
export { assertDocumentSize, MAX_DOCUMENT_BYTES } from "./limits.ts";
export { getDotted } from "./path.ts";
export { type FieldNames, fieldNames, pickFields } from "./pick-fields.ts";
export {
  type Doc,
  getField,
  idOf,
  isDoc,
  isNumeric,
  primitiveNumber,
  setField,
  TYPE,
  typeNameOf,
  typeOf,
} from "./types.ts";
