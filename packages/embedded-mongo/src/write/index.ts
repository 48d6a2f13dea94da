export { DocumentWriter, placeOf, type WriterSurroundings, type Written } from "./documents.ts";
export { duplicateKey } from "./duplicate.ts";
export { type NextTime, normalized, prepareInsert } from "./prepare.ts";
export { upsertBase } from "./upsert.ts";
