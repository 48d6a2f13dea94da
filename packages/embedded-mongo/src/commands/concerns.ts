import { Timestamp } from "bson";
import { type Doc, isDoc, isNumeric, primitiveNumber } from "../bson/index.ts";
import { codeNameOf, MongoError } from "../errors.ts";

const MAX_MEMBERS = 50;
const READ_LEVELS = new Set(["local", "available", "majority", "linearizable", "snapshot"]);
const WRITE_FIELDS = new Set(["w", "j", "wtimeout", "fsync", "provenance", "getLastError"]);
const READ_FIELDS = new Set(["level", "afterClusterTime", "atClusterTime", "provenance"]);

function refuseUnknown(name: string, doc: Doc, known: ReadonlySet<string>): void {
  for (const field of Object.keys(doc))
    if (!known.has(field)) throw new MongoError(40415, `BSON field '${name}.${field}' is an unknown field.`);
}

function unmet(code: number, errmsg: string): Doc {
  return { code, codeName: codeNameOf(code), errmsg, errInfo: {} };
}

/**
 * What a `writeConcern` that cannot be met on one member adds to the reply; undefined if it can: every write is durable
 * before it is answered. Refuses malformed ones (9, 14, 40415).
 */
export function unmetWriteConcern(given: unknown): Doc | undefined {
  if (given === undefined) return undefined;
  if (!isDoc(given))
    throw new MongoError(14, "BSON field 'writeConcern' is the wrong type, expected type 'object'");
  refuseUnknown("writeConcern", given, WRITE_FIELDS);
  const { w, wtimeout } = given;
  if (wtimeout !== undefined && !isNumeric(wtimeout))
    throw new MongoError(14, "BSON field 'writeConcern.wtimeout' is the wrong type, expected a number");
  if (w === undefined || w === "majority") return undefined;
  if (typeof w === "string")
    return unmet(79, `No write concern mode named '${w}' found in replica set configuration`);
  const members = Number(primitiveNumber(w) ?? Number.NaN);
  if (!isNumeric(w)) throw new MongoError(9, "w has to be a number, string, or object");
  if (!(members >= 0 && members <= MAX_MEMBERS))
    throw new MongoError(
      9,
      `w has to be a non-negative number and not greater than ${MAX_MEMBERS}; found: ${members}`,
    );
  return members > 1 ? unmet(100, "Not enough data-bearing nodes") : undefined;
}

/** A checked `readConcern`. */
interface ReadConcern {
  readonly level: string;
  /** The cluster time to read at, of a snapshot. */
  readonly atClusterTime: Timestamp | undefined;
}

function timeOf(given: unknown): Timestamp | undefined {
  if (given === undefined) return undefined;
  if (!(given instanceof Timestamp))
    throw new MongoError(
      14,
      "BSON field 'readConcern.atClusterTime' is the wrong type, expected type 'timestamp'",
    );
  if (given.t === 0 && given.i === 0)
    throw new MongoError(72, "readConcern.atClusterTime cannot be a null timestamp");
  return given;
}

/** Reads a `readConcern`; all levels are met, because only durable states are read. */
export function parseReadConcern(given: unknown): ReadConcern | undefined {
  if (given === undefined) return undefined;
  if (!isDoc(given))
    throw new MongoError(14, "BSON field 'readConcern' is the wrong type, expected type 'object'");
  refuseUnknown("readConcern", given, READ_FIELDS);
  const { level = "local" } = given;
  if (typeof level !== "string" || !READ_LEVELS.has(level))
    throw new MongoError(
      9,
      "readConcern.level must be either 'local', 'majority', 'linearizable', 'available', or 'snapshot'",
    );
  if (given.atClusterTime !== undefined && level !== "snapshot")
    throw new MongoError(72, "readConcern.atClusterTime may only be specified with level 'snapshot'");
  return { level, atClusterTime: timeOf(given.atClusterTime) };
}
