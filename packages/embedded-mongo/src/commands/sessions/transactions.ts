import type { Doc } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";

/** Refuses to end a transaction where none was named (125 CommandFailed). */
function assertInTransaction(call: Call): void {
  if (call.options.get("autocommit") === undefined)
    throw new MongoError(125, `${call.name} must be run within a transaction`);
}

/** Commits the open transaction; a retry of the commit gets the same answer. */
async function commitTransaction(call: Call): Promise<Doc> {
  assertInTransaction(call);
  const { session, transaction } = call;
  if (transaction) session?.commit(transaction);
  await call.durable();
  return {};
}

function abortTransaction(call: Call): Doc {
  assertInTransaction(call);
  call.transaction?.abort();
  return {};
}

export const COMMIT_TRANSACTION: Command = {
  name: "commitTransaction",
  fields: ["recoveryToken"],
  inTransaction: true,
  writes: true,
  adminOnly: true,
  run: commitTransaction,
};
export const ABORT_TRANSACTION: Command = {
  name: "abortTransaction",
  fields: ["recoveryToken"],
  inTransaction: true,
  writes: true,
  adminOnly: true,
  run: abortTransaction,
};
