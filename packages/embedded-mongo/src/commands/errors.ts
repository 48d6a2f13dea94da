import type { Doc } from "../bson/index.ts";
import { codeNameOf, MongoError } from "../errors.ts";
import { StorageError } from "../storage/index.ts";

const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const TRANSIENT_EVERYWHERE = new Set([24, 112, 246]);

/** What the labels of an error depend on. */
export interface ErrorSetting {
  readonly isRetryableWrite: boolean;
  readonly isInTransaction: boolean;
  readonly endsTransaction: boolean;
}

function isTransient(
  code: number,
  { isInTransaction, endsTransaction }: ErrorSetting,
  hasWriteConcernError: boolean,
): boolean {
  if (!isInTransaction) return false;
  if (TRANSIENT_EVERYWHERE.has(code)) return true;
  if (endsTransaction) return code === 251 && !hasWriteConcernError;
  return code === 251 || RETRYABLE.has(code);
}

/** The labels that tell a driver what it may try again. */
export function labelsOf(code: number, setting: ErrorSetting, hasWriteConcernError = false): string[] {
  const labels: string[] = [];
  if (isTransient(code, setting, hasWriteConcernError)) labels.push("TransientTransactionError");
  const retries = setting.isRetryableWrite || setting.endsTransaction;
  if (retries && RETRYABLE.has(code)) labels.push("RetryableWriteError");
  return labels;
}

/** Any error as one of MongoDB's: bugs become an internal error, told on stderr. */
export function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  if (error instanceof StorageError)
    return new MongoError(error.diskFull ? 14031 : 8, error.message, { cause: error });
  if (error instanceof RangeError && error.message.includes("call stack"))
    return new MongoError(15, "the command is nested too deep", { cause: error });
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return new MongoError(1, "the server met an error of its own", { cause: error });
}

/** The reply that tells an error. */
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
