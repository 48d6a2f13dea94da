import type { IdSource } from "@scarlet/domain/kernel";
import { ObjectId } from "mongodb";

/** New ObjectIds as 24 hexadecimal digits; roughly ordered by time. */
export function createIdSource(): IdSource {
  return { newId };
}

export function newId(): string {
  return new ObjectId().toHexString();
}
