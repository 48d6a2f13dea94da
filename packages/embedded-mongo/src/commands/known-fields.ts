import type { Doc } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import type { Command } from "./command.ts";

const COMMON_FIELDS = [
  "$db",
  "lsid",
  "txnNumber",
  "autocommit",
  "startTransaction",
  "readConcern",
  "writeConcern",
  "maxTimeMS",
  "comment",
  "$clusterTime",
  "$readPreference",
  "apiVersion",
  "apiStrict",
  "apiDeprecationErrors",
  "maxTimeMSOpOnly",
];

const known = new Map<Command, ReadonlySet<string>>();

function fieldsOf(command: Command): ReadonlySet<string> {
  const found = known.get(command);
  if (found) return found;
  const made = new Set([command.name, ...(command.aliases ?? []), ...command.fields, ...COMMON_FIELDS]);
  known.set(command, made);
  return made;
}

/** Refuses fields that a command does not have (40415); `name` is what the client called it. */
export function assertFields(command: Command, body: Doc, name = command.name): void {
  const fields = fieldsOf(command);
  for (const field of Object.keys(body))
    if (!fields.has(field)) throw new MongoError(40415, `BSON field '${name}.${field}' is an unknown field.`);
}
