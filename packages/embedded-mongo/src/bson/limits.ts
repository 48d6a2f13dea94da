import { MongoError } from "../errors.ts";

/** The largest document a client may store. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** Refuses a document above 16 MiB (10334 BSONObjectTooLarge). */
export function assertDocumentSize(bytes: Uint8Array): void {
  if (bytes.length <= MAX_DOCUMENT_BYTES) return;
  throw new MongoError(
    10334,
    `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
  );
}
