export { assertDatabaseName, Catalog } from "./catalog.ts";
export { createIndex, normalizeSpec } from "./index-spec.ts";
export {
  type Collection,
  type DocumentKeys,
  type Index,
  type IndexField,
  idIndexOf,
  namespaceOf,
} from "./types.ts";
export { assertValid, validatorOf } from "./validator.ts";
