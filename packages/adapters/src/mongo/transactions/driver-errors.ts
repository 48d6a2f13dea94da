import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoWriteConcernError,
} from "mongodb";

/**
 * What a server says that steps down, starts, shuts down or has just lost its primary: the retryable codes of the
 * drivers' specification of retryable writes.
 */
const NOT_NOW: ReadonlySet<unknown> = new Set([
  6, 7, 89, 91, 134, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

/** Errors of the driver itself that mean no connection to a primary: none found, none free, or all of them closed. */
const NO_CONNECTION: ReadonlySet<string> = new Set([
  "MongoServerSelectionError",
  "MongoWaitQueueTimeoutError",
  "MongoOperationTimeoutError",
  "MongoNotConnectedError",
  "MongoServerClosedError",
  "MongoPoolClosedError",
  "MongoStalePrimaryError",
  "MongoUnexpectedServerResponseError",
  "MongoTopologyClosedError",
  "MongoClientClosedError",
]);

/** Whether the client itself was closed, so that asking again is of no use. */
const CLOSED: ReadonlySet<string> = new Set(["MongoTopologyClosedError", "MongoClientClosedError"]);

/** PreparedTransactionInProgress: says nothing about whether the commit was written. */
const PREPARED_IN_PROGRESS = 267;

/**
 * What a server answers to a statement whose transaction it has undone, since it took too long or the statement itself
 * took longer than it was given (50). No label.
 */
const TOOK_TOO_LONG: ReadonlySet<unknown> = new Set([50, 290, 11_601]);

/**
 * What a server answers to a commit that it does not even try: it may not, or does not understand it. They tell of one
 * asking only, so they are believed only while nothing was asked before.
 */
const NOT_TRIED: ReadonlySet<unknown> = new Set([2, 9, 13, 18, 20, 59, 72, 257, 40_415]);

/**
 * Whether an error means that the database cannot be reached, or is between two primaries. The driver puts no label on
 * most of them, in or outside of transactions.
 */
export function isDatabaseUnavailable(thrown: unknown): boolean {
  const error = insideBulk(thrown);
  if (error instanceof MongoNetworkError) return true;
  if (!(error instanceof MongoError)) return false;
  return NO_CONNECTION.has(error.name) || NOT_NOW.has(error.code);
}

/** The driver wraps the failure of a bulk write in an error of a class of its own. */
function insideBulk(error: unknown): unknown {
  if (!(error instanceof MongoBulkWriteError)) return error;
  const inside: unknown = error.errorResponse;
  return inside instanceof MongoError ? inside : error;
}

/** Whether the client was closed: its process is about to end. */
export function isClosed(thrown: unknown): boolean {
  const error = insideBulk(thrown);
  return error instanceof MongoError && CLOSED.has(error.name);
}

/** Whether a transaction that failed by this, before its commit, may run again: the server undoes or undid it. */
export function isTransient(thrown: unknown): boolean {
  if (thrown instanceof MongoError && thrown.hasErrorLabel("TransientTransactionError")) return true;
  const error = insideBulk(thrown);
  if (error instanceof MongoServerError && TOOK_TOO_LONG.has(error.code)) return true;
  return isDatabaseUnavailable(error) && !isClosed(error);
}

/** Whether a write was done but is not known to be on a majority: it may still be rolled back. */
export function isWriteConcernError(error: unknown): boolean {
  if (error instanceof MongoWriteConcernError) return true;
  return error instanceof MongoBulkWriteError && error.result.getWriteConcernError() !== undefined;
}

/**
 * What the error of a commit says of the transaction. undone: nothing of it was written, and it may run again. refused:
 * nothing was written, and asking again is of no use. unknown: everything else, whatever labels it bears or lacks.
 */
export function fateOf(error: unknown, askedBefore: boolean): "undone" | "refused" | "unknown" {
  if (!(error instanceof MongoServerError) || isWriteConcernError(error)) return "unknown";
  // The server labels it as transient by itself.
  if (error.code === PREPARED_IN_PROGRESS) return "unknown";
  if (error.hasErrorLabel("UnknownTransactionCommitResult")) return "unknown";
  if (error.hasErrorLabel("TransientTransactionError")) return NOT_NOW.has(error.code) ? "unknown" : "undone";
  return NOT_TRIED.has(error.code) && !askedBefore ? "refused" : "unknown";
}
