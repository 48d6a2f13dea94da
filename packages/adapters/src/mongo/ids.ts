import type { IdSource } from "@scarlet/domain/kernel";
import { ObjectId } from "mongodb";

/** MongoDB's own ids: unused, roughly in order of time, 24 hexadecimal digits. */
export function createIdSource(): IdSource {
  return { newId };
}

export function newId(): string {
  return new ObjectId().toHexString();
}
