import { MongoParamRef } from "@prisma/orm-mongo/value";
import type { IdSource } from "@scarlet/domain/kernel";
import { ObjectId } from "mongodb";

/** MongoDB's own ids: unused, roughly in order of time, 24 hexadecimal digits. */
export function createIdSource(): IdSource {
  return { newId: () => new ObjectId().toHexString() };
}

/** An id for a filter expression of Prisma: outside `where({…})` it does not know that a field holds ids. */
export function idParam(id: string): MongoParamRef {
  return new MongoParamRef(id, { codecId: "mongo/objectId@1" });
}
