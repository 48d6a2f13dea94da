export { assertDatabaseName, Catalog, type NewCollection } from "./catalog.ts";
export { createIndex, defaultName, normalizeSpec, parseKey } from "./index-spec.ts";
export {
  type Collection,
  type DocumentKeys,
  type Index,
  type IndexField,
  idIndexOf,
  namespaceOf,
  type Validator,
} from "./types.ts";
export { assertValid, validatorOf } from "./validator.ts";
