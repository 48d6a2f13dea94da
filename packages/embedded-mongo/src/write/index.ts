export {
  changedNamespaceOf,
  DocumentWriter,
} from "./document-writer.ts";
export { duplicateKey } from "./duplicate-key.ts";
export { normalized, prepareInsert } from "./prepare-insert.ts";
export { upsertBase } from "./upsert-base.ts";
