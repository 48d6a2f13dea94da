import { Binary } from "bson";
import { isDoc } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";

/** The key of a session: the hexadecimal digits of the id in an `lsid`. */
export function sessionId(lsid: unknown): string {
  if (!isDoc(lsid)) throw new MongoError(14, "BSON field 'lsid' is the wrong type, expected type 'object'");
  const { id } = lsid;
  if (!(id instanceof Binary) || id.sub_type !== Binary.SUBTYPE_UUID || id.position !== 16)
    throw new MongoError(207, "a session's id must be a UUID");
  return Buffer.from(id.buffer.subarray(0, 16)).toString("hex");
}
