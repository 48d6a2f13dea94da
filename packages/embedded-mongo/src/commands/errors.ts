import type { Doc } from "../bson/index.ts";
import { codeNameOf, MongoError } from "../errors.ts";
import { StorageError } from "../storage/index.ts";

const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
/** Conflicts, lost snapshots and changes of routing: the transaction did nothing and may be run anew, also if its commit says so. */
const TRANSIENT_EVERYWHERE = new Set([24, 112, 239, 246, 249, 267, 13388]);

/** What the labels of an error depend on. */
export interface ErrorSetting {
  readonly isRetryableWrite: boolean;
  readonly isInTransaction: boolean;
  readonly endsTransaction: boolean;
}

function isTransient(code: number, { isInTransaction, endsTransaction }: ErrorSetting): boolean {
  if (!isInTransaction) return false;
  if (TRANSIENT_EVERYWHERE.has(code) || code === 251) return true;
  return !endsTransaction && RETRYABLE.has(code);
}

/** The error labels, by which a driver knows what it may retry. */
export function labelsOf(code: number, setting: ErrorSetting): string[] {
  const transient = isTransient(code, setting) ? ["TransientTransactionError"] : [];
  return [...transient, ...writeConcernLabelsOf(code, setting)];
}

/** The labels of a write concern error: the write was done, so a transaction is never to be run anew for it. */
export function writeConcernLabelsOf(code: number, setting: ErrorSetting): string[] {
  const retries = setting.isRetryableWrite || setting.endsTransaction;
  return retries && RETRYABLE.has(code) ? ["RetryableWriteError"] : [];
}

/** Any error as one of MongoDB's: a bug becomes an internal error and is written to stderr. */
export function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  if (error instanceof StorageError)
    return new MongoError(error.diskFull ? 14031 : 8, error.message, { cause: error });
  if (error instanceof RangeError && error.message.includes("call stack"))
    return new MongoError(15, "the command is nested too deep", { cause: error });
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return new MongoError(1, "the server met an error of its own", { cause: error });
}

/** The reply of an error. */
export function errorReply(error: MongoError, setting: ErrorSetting, given?: readonly string[]): Doc {
  const own = labelsOf(error.code, setting);
  const brought = error.labels.filter(
    (label) => setting.isInTransaction || label !== "TransientTransactionError",
  );
  const labels = given ?? [...new Set([...brought, ...own])];
  return {
    ok: 0,
    errmsg: error.message,
    code: error.code,
    codeName: codeNameOf(error.code),
    ...error.details,
    ...(labels.length > 0 ? { errorLabels: labels } : {}),
  };
}
