import { type Doc, primitiveNumber } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import type { ServerState } from "../../server/state.ts";
import type { Session, Transaction } from "../../sessions/index.ts";
import type { SessionBinding } from "../call.ts";
import type { Command } from "../command.ts";
import { parseReadConcern } from "../concerns.ts";
import { sessionId } from "./session-id.ts";

const UNBOUND: SessionBinding = {
  session: undefined,
  transaction: undefined,
  outcomes: undefined,
  at: undefined,
};

function numberOf(value: unknown): bigint {
  const number = primitiveNumber(value);
  if (number === undefined || (typeof number === "number" && !Number.isInteger(number)))
    throw new MongoError(14, "BSON field 'txnNumber' is the wrong type, expected type 'long'");
  const whole = BigInt(number);
  if (whole < 0n) throw new MongoError(72, "Transaction number cannot be negative");
  return whole;
}

function transactionOf(session: Session, command: Command, body: Doc): Transaction | undefined {
  const number = numberOf(body.txnNumber);
  if (!command.inTransaction)
    throw new MongoError(263, `Cannot run '${command.name}' in a multi-document transaction.`);
  const ends = command.name === "commitTransaction" || command.name === "abortTransaction";
  if (body.startTransaction === true) {
    if (ends) throw new MongoError(263, `Cannot start a transaction with '${command.name}'`);
    const transaction = session.begin(number);
    transaction.readConcern = parseReadConcern(body.readConcern)?.level ?? "local";
    return transaction;
  }
  if (body.readConcern !== undefined)
    throw new MongoError(72, "Only the first command in a transaction may specify a readConcern");
  if (command.name === "commitTransaction" && session.wasCommitted(number)) return undefined;
  return session.continue(number);
}

/** Refuses what makes collections and indexes in a transaction that reads a snapshot or by majority; the transaction ends. */
function assertReadsAt({ name, localOnly }: Command, transaction: Transaction): void {
  const { readConcern } = transaction;
  if (!localOnly || readConcern === "local") return;
  transaction.abort();
  throw new MongoError(
    72,
    `Command ${name} does not support this transaction's { readConcern: { level: "${readConcern}" } }`,
  );
}

function assertConsistent(body: Doc): void {
  if (body.autocommit !== undefined && body.autocommit !== false)
    throw new MongoError(72, "Specifying autocommit=true is not allowed.");
  if (body.txnNumber === undefined && (body.autocommit !== undefined || body.startTransaction !== undefined))
    throw new MongoError(
      72,
      "'autocommit' and 'startTransaction' may only be specified together with 'txnNumber'",
    );
  if (body.startTransaction !== undefined && body.autocommit === undefined)
    throw new MongoError(72, "'startTransaction' may only be specified together with 'autocommit'");
  if (body.startTransaction !== undefined && body.startTransaction !== true)
    throw new MongoError(72, "Specifying startTransaction=false is not allowed.");
  if (body.txnNumber !== undefined && body.lsid === undefined)
    throw new MongoError(72, "Transaction number requires a session ID to also be specified");
}

/** The session, transaction or retryable write a command belongs to, by its `lsid`, `txnNumber` and `autocommit`. */
export function bindSession(server: ServerState, command: Command, body: Doc): SessionBinding {
  assertConsistent(body);
  if (body.lsid === undefined) return UNBOUND;
  const session = server.sessions.open(sessionId(body.lsid));
  if (body.txnNumber === undefined) return { ...UNBOUND, session };
  if (body.autocommit === false) {
    const transaction = transactionOf(session, command, body);
    if (transaction) assertReadsAt(command, transaction);
    return { ...UNBOUND, session, transaction };
  }
  if (!command.retryable)
    throw new MongoError(
      50768,
      `txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ${command.name} is not a retryable write command.`,
    );
  return { ...UNBOUND, session, outcomes: session.outcomesOf(numberOf(body.txnNumber)) };
}

/** Waits for the session's other numbered command, so that a retry never overtakes its first try. */
export async function checkOut(server: ServerState, body: Doc): Promise<() => void> {
  if (body.lsid === undefined || body.txnNumber === undefined) return () => undefined;
  return await server.sessions.open(sessionId(body.lsid)).checkOut();
}
