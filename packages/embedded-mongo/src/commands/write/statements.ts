import { type Doc, decode, encode, isDoc } from "../../bson/index.ts";
import { type Collection, namespaceOf } from "../../catalog/index.ts";
import { MongoError } from "../../errors.ts";
import { HeldByTransaction, nameLock, type Outcome } from "../../sessions/index.ts";
import { changedNamespaceOf } from "../../write/index.ts";
import type { Call } from "../call.ts";
import { Options } from "../options.ts";

/** How long a transaction without a statement may keep a collection from being dropped or changed. */
const IDLE_TRANSACTION_MS = 1000;

/** Something to be written, tried again whenever an open transaction that was in the way has ended. */
export async function retryWhileLocked<T>(call: Call, attempt: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof HeldByTransaction)) throw error;
      await waitForHolder(call, error);
    }
  }
}

async function waitForHolder(call: Call, { holder, structureOf }: HeldByTransaction): Promise<void> {
  const isStructure = structureOf !== undefined;
  const done = isStructure ? call.server.locks.awaitStructure(structureOf) : undefined;
  try {
    await call.waitFor(holder.ended, () => {
      if (holder.isAbandoned() || (isStructure && holder.isIdleFor(IDLE_TRANSACTION_MS))) holder.abort();
    });
  } finally {
    done?.();
  }
}

/** Makes a prepared collection visible and reports it to change streams. */
export function registerAndPublish(call: Call, collection: Collection): void {
  call.server.catalog.register(collection);
  const description = { ...collection.options, idIndex: collection.indexes[0]?.spec ?? {} };
  call.server.changes.append([{ kind: "create", at: changedNamespaceOf(collection), description }]);
}

/** The collection to write to, made if there is none. */
export function collectionToWrite(call: Call, name: string, db = call.db): Collection {
  const known = call.findCollection(name, db);
  const { catalog, locks } = call.server;
  if (known) {
    if (known.options.capped && call.transaction)
      throw new MongoError(
        263,
        `Collection '${namespaceOf(known)}' is a capped collection. Writes in transactions are not allowed on capped collections.`,
      );
    return known;
  }
  const holder = locks.holderOf(nameLock(db, name));
  if (holder && holder !== call.transaction) {
    if (call.transaction) call.transaction.lock(nameLock(db, name));
    throw new HeldByTransaction(holder);
  }
  const made = catalog.prepare({ db, name });
  if (call.transaction) call.transaction.create(made);
  else registerAndPublish(call, made);
  return made;
}

/** The documents of a field that may come in the body or as a sequence beside it. */
export function documentsOf(call: Call, field: string): readonly Uint8Array[] {
  const beside = call.sequences.get(field);
  const inside = call.options.array(field);
  if (beside && inside)
    throw new MongoError(40413, `BSON field '${call.name}.${field}' is a duplicate field`);
  const documents =
    beside ??
    call.options.requiredArray(field).map((item, i) => {
      if (isDoc(item)) return encode(item);
      throw new MongoError(
        14,
        `BSON field '${call.name}.${field}.${i}' is the wrong type, expected type 'object'`,
      );
    });
  if (documents.length === 0 || documents.length > MAX_STATEMENTS)
    throw new MongoError(
      16,
      `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${documents.length} operations.`,
    );
  return documents;
}

/** The most statements one command may have, as `hello` reports it. */
export const MAX_STATEMENTS = 100_000;

/** The statements of an update or delete, refused as a whole if one is malformed. */
export function statementsOf(call: Call, field: string, known: ReadonlySet<string>): readonly Options[] {
  return documentsOf(call, field).map((bytes) => {
    const options = new Options(`${call.name}.${field}`, decode(bytes));
    options.assertKnown(known);
    return options;
  });
}

/** A numbered write may change one document per statement only, or a retry would change more. */
export function assertNotRetryable(call: Call): void {
  if (call.outcomes) throw new MongoError(72, "Cannot use retryable writes with multi=true or limit=0");
}

/** The results of the statements of a write command so far. */
interface StatementResults {
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly errors: readonly Doc[];
  readonly retried: readonly number[];
}

function writeError(index: number, error: MongoError): Doc {
  return { index, code: error.code, errmsg: error.message, ...error.details };
}

/**
 * Runs the statements of a write command in order. Outside a transaction a statement that fails becomes a write error,
 * which ends an ordered command; inside one it ends everything. Statements a retry was sent for are not run again.
 */
export async function runStatements<T>(
  call: Call,
  statements: readonly T[],
  run: (statement: T) => Outcome | Promise<Outcome>,
): Promise<StatementResults> {
  const ordered = call.options.get("ordered") === undefined || call.options.bool("ordered");
  const outcomes: (Outcome | undefined)[] = [];
  const errors: Doc[] = [];
  const retried: number[] = [];
  try {
    for (const [i, statement] of statements.entries()) {
      const known = call.outcomes?.get(i);
      if (known) {
        retried.push(i);
        outcomes[i] = known;
        continue;
      }
      try {
        outcomes[i] = await runOne(call, i, () => run(statement));
      } catch (error) {
        if (!(error instanceof MongoError) || call.transaction || concernsWholeCommand(error)) throw error;
        errors.push(writeError(i, error));
        if (ordered) break;
      }
      if (call.slice.isOver()) {
        call.session?.saveOutcomesOf(call.outcomes);
        await call.pause();
      }
    }
  } finally {
    call.session?.saveOutcomesOf(call.outcomes);
  }
  return { outcomes, errors, retried };
}

const COMMAND_LEVEL_CODES = new Set([50, 10107, 11600, 11601, 11602]);

/** Errors that are about the whole command and not about one statement of it. */
function concernsWholeCommand(error: MongoError): boolean {
  return COMMAND_LEVEL_CODES.has(error.code) || error.labels.length > 0;
}

async function runOne(
  call: Call,
  statement: number,
  run: () => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const fault = call.outcomes ? call.server.failPoints?.onTransactionalWrite() : undefined;
  if (fault?.closeConnection) call.connection.closeAfterThis();
  if (fault?.error) throw fault.error;
  const outcome = await retryWhileLocked(call, run);
  call.outcomes?.set(statement, outcome);
  return outcome;
}

/** The reply's fields that all write commands share. */
export function resultFields({ errors, retried }: StatementResults): Doc {
  return {
    ...(errors.length > 0 ? { writeErrors: errors } : {}),
    ...(retried.length > 0 ? { retriedStmtIds: retried } : {}),
  };
}
