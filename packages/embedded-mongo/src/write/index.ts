export {
  changedNamespaceOf,
  DocumentWriter,
  type WriterDependencies,
  type Written,
} from "./document-writer.ts";
export { duplicateKey } from "./duplicate-key.ts";
export { type NextTime, normalized, prepareInsert } from "./prepare-insert.ts";
export { upsertBase } from "./upsert-base.ts";
