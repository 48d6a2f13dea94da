import type { Doc } from "../bson/index.ts";
import { noSuchTransaction } from "../sessions/index.ts";
import type { Call } from "./call.ts";
import type { Command } from "./types.ts";

/** Commits the open transaction; says so again to whoever asks again. */
async function commitTransaction(call: Call): Promise<Doc> {
  const { session, transaction } = call;
  if (!session) throw noSuchTransaction(0n, "needs a session.");
  if (transaction) session.commit(transaction);
  await call.durable();
  return {};
}

function abortTransaction(call: Call): Doc {
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
