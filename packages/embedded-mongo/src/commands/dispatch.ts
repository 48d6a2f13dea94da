import { Timestamp } from "bson";
import { describe } from "../bson/describe.ts";
import { type Doc, isDoc, isNumeric, primitiveNumber } from "../bson/index.ts";
import { assertDatabaseName } from "../catalog/index.ts";
import { codeNameOf, MongoError } from "../errors.ts";
import { nextHello, notPrimaryNoSecondaryOk, notWritablePrimary } from "../replica-set/index.ts";
import type { Fault } from "../server/fail-points.ts";
import type { KeptSnapshot } from "../server/snapshots.ts";
import type { ServerState } from "../server/state.ts";
import type { Request } from "../wire/index.ts";
import { assertAllowed } from "./auth/command-rights.ts";
import { Call, type Incoming, type SessionBinding } from "./call.ts";
import type { Client } from "./client.ts";
import { withClusterTime } from "./cluster-time.ts";
import type { Command } from "./command.ts";
import { parseReadConcern, unmetWriteConcern } from "./concerns.ts";
import { asMongoError, type ErrorSetting, errorReply, writeConcernLabelsOf } from "./errors.ts";
import { assertFields } from "./known-fields.ts";
import { commandOf } from "./registry.ts";
import { HELLO, IS_MASTER, recordClientName } from "./replication/hello.ts";
import { bindSession, checkOut } from "./sessions/session-binding.ts";

const READ_MODES = new Set<unknown>([
  "primary",
  "primaryPreferred",
  "secondary",
  "secondaryPreferred",
  "nearest",
]);
const GREETINGS = new Set([HELLO, IS_MASTER]);
const MAX_TIME_MS = 2_147_483_647;

/** The answer to a request: a document, or that the connection is to be closed instead. */
export type Answer =
  /** `next` is the body of the request that a client which streams implies by its last. */
  { readonly reply: Doc; readonly next?: Doc | undefined } | { readonly close: true };

function namespaceText({ body, db, name }: Incoming): string {
  const target = name === "getMore" ? body.collection : body[name];
  return typeof target === "string" ? `${db}.${target}` : db;
}

function parseRequest(server: ServerState, connection: Client, { body, sequences }: Request): Incoming {
  const name = Object.keys(body)[0] ?? "";
  const db = body.$db;
  if (typeof db !== "string") throw new MongoError(40414, "OP_MSG requests require a $db argument");
  return { server, connection, name, body, db, sequences };
}

function findCommand(incoming: Incoming): Command {
  const { server, connection, name, db } = incoming;
  const command = commandOf(name, server.failPoints !== undefined);
  if (!command) throw new MongoError(59, `no such command: '${name}'`);
  assertDatabaseName(db);
  if (server.credentials && !connection.isSignedIn && !command.public)
    throw new MongoError(13, `Command ${name} requires authentication`);
  if (server.credentials && connection.isSignedIn)
    assertAllowed(server.credentials.rights, { ...incoming, name: command.name });
  if (command.adminOnly && db !== "admin")
    throw new MongoError(13, `${name} may only be run against the admin database.`);
  return command;
}

function assertApi(body: Doc): void {
  const { apiVersion, apiStrict, apiDeprecationErrors } = body;
  if (apiVersion === undefined) {
    if (apiStrict === undefined && apiDeprecationErrors === undefined) return;
    throw new MongoError(322, "Provided apiStrict and/or apiDeprecationErrors without passing apiVersion");
  }
  if (apiVersion !== "1") throw new MongoError(322, `API version must be "1"`);
  if (apiStrict === true) throw new MongoError(323, "apiStrict is not supported by this server");
}

/** There is one member, so every read preference leads to it; a malformed one is refused all the same. */
function assertReadPreference(given: unknown): void {
  if (given === undefined) return;
  if (!isDoc(given) || !READ_MODES.has(given.mode))
    throw new MongoError(9, `Could not parse $readPreference ${describe(given)}`);
}

function maxTimeOf({ body }: Incoming): number | undefined {
  const { maxTimeMS } = body;
  if (maxTimeMS === undefined) return undefined;
  const ms = Number(primitiveNumber(maxTimeMS) ?? Number.NaN);
  if (!Number.isInteger(ms)) throw new MongoError(2, "maxTimeMS must be a whole number");
  if (ms < 0 || ms > MAX_TIME_MS)
    throw new MongoError(2, `${ms} value for maxTimeMS is out of range [0, ${MAX_TIME_MS}]`);
  return ms === 0 ? undefined : ms;
}

function assertSequences(command: Command, { name, sequences }: Incoming): void {
  for (const field of sequences.keys())
    if (!command.fields.includes(field))
      throw new MongoError(40415, `BSON field '${name}.${field}' is an unknown field.`);
}

function assertConcerns(command: Command, { body, name }: Incoming, inTransaction: boolean): void {
  const read = parseReadConcern(body.readConcern);
  if (read?.atClusterTime && inTransaction)
    throw new MongoError(238, "readConcern.atClusterTime in transactions is not supported by this server");
  if (read?.level === "snapshot" && !inTransaction && !command.atSnapshot)
    throw new MongoError(72, `Command ${name} does not support { readConcern: { level: "snapshot" } }`);
  const isLocal = read === undefined || read.level === "local" || inTransaction;
  if (!isLocal && !command.reads)
    throw new MongoError(72, `Command ${name} does not support { readConcern: { level: "${read.level}" } }`);
  if (body.writeConcern === undefined) return;
  if (!command.writes) throw new MongoError(72, `Command ${name} does not support writeConcern`);
  const ends = command.name === "commitTransaction" || command.name === "abortTransaction";
  if (inTransaction && !ends)
    throw new MongoError(72, "writeConcern is not allowed within a multi-statement transaction");
}

function gossip({ server, body }: Incoming): void {
  const time = isDoc(body.$clusterTime) ? body.$clusterTime.clusterTime : undefined;
  if (time instanceof Timestamp) server.clock.advance(time);
}

function errorSettingOf(command: Command | undefined, body: Doc): ErrorSetting {
  const inTransaction = body.autocommit === false;
  const endsTransaction = command?.name === "commitTransaction" || command?.name === "abortTransaction";
  return {
    isInTransaction: inTransaction,
    endsTransaction: inTransaction && endsTransaction,
    isRetryableWrite: body.txnNumber !== undefined && !inTransaction,
  };
}

/** Whether a read must wait until what it read is durable; a `local` read need not. */
function readsDurably({ readConcern, autocommit }: Doc): boolean {
  const level = isDoc(readConcern) ? readConcern.level : undefined;
  return (
    autocommit === undefined && (level === "majority" || level === "linearizable" || level === "snapshot")
  );
}

/** Refuses what a secondary does not do (10107), or only for those who choose it (13435). */
function assertRunsHere({ onSecondary }: Command, { server, body }: Incoming): void {
  if (server.member.isPrimary || onSecondary === "always") return;
  const isInTransaction = body.autocommit === false;
  if (onSecondary === undefined || isInTransaction) throw notWritablePrimary();
  const preference = isDoc(body.$readPreference) ? body.$readPreference.mode : "primary";
  if (preference === "primary") throw notPrimaryNoSecondaryOk();
}

/** The write concern error of a write during which the server stepped down, after which a driver retries it. */
function steppedDownError(call: Call, { body, command }: { body: Doc; command: Command }): Doc | undefined {
  const w = isDoc(body.writeConcern) ? body.writeConcern.w : undefined;
  if (!command.writes || !call.hasSteppedDown || isNumeric(w)) return undefined;
  const errmsg = "Primary stepped down while waiting for replication";
  return { writeConcernError: { code: 189, codeName: codeNameOf(189), errmsg, errInfo: {} } };
}

/** The state that a snapshot read outside of transactions is made at. */
function stateFor(command: Command, { server, body }: Incoming): KeptSnapshot | undefined {
  if (command.atSnapshot !== "reads" || body.autocommit !== undefined) return undefined;
  const read = parseReadConcern(body.readConcern);
  return read?.level === "snapshot" ? server.snapshots.at(read.atClusterTime) : undefined;
}

async function execute(command: Command, incoming: Incoming): Promise<Doc> {
  const { server, body } = incoming;
  const release = await checkOut(server, body);
  let binding: SessionBinding | undefined;
  let done: (() => void) | undefined;
  try {
    assertRunsHere(command, incoming);
    const at = stateFor(command, incoming);
    done = at?.use();
    binding = { ...bindSession(server, command, body), at };
    const call = new Call(incoming, binding, maxTimeOf(incoming));
    if (command.onSecondary === undefined || binding.transaction) call.interruptOnStepDown();
    binding.transaction?.enter(incoming.connection);
    const reply = await command.run(call);
    if (readsDurably(body)) await call.durable();
    return { ...reply, ...steppedDownError(call, { body, command }) };
  } catch (error) {
    binding?.transaction?.abort();
    throw error;
  } finally {
    binding?.transaction?.leave();
    done?.();
    release();
  }
}

async function block(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Adds what a write concern that was not met adds to a reply. */
function withWriteConcernError(
  reply: Doc,
  error: Doc,
  { setting, fault }: { setting: ErrorSetting; fault: Fault | undefined },
): Doc {
  const labels = fault?.labels ?? writeConcernLabelsOf(Number(primitiveNumber(error.code) ?? 0), setting);
  return { ...reply, writeConcernError: error, ...(labels.length > 0 ? { errorLabels: labels } : {}) };
}

async function answerCommand(incoming: Incoming): Promise<Answer> {
  const { server, body, connection } = incoming;
  let command: Command | undefined;
  let fault: Fault | undefined;
  try {
    command = findCommand(incoming);
    gossip(incoming);
    if (GREETINGS.has(command)) recordClientName(connection, body);
    fault = server.failPoints?.onCommand({
      name: command.name,
      namespace: namespaceText(incoming),
      appName: connection.appName,
    });
    await block(fault?.blockMs ?? 0);
    if (fault?.closeConnection) return { close: true };
    if (fault?.error) throw fault.error;
    if (fault?.closeConnectionAfter) connection.closeAfterThis();
    refuseUnsound(command, incoming);
    const unmet = unmetWriteConcern(body.writeConcern);
    const reply = await execute(command, incoming).finally(() => {
      if (command?.writes) server.clock.next();
    });
    const setting = errorSettingOf(command, body);
    const error = fault?.writeConcernError ?? reply.writeConcernError ?? unmet;
    const whole = withClusterTime(server, {
      ...(isDoc(error) ? withWriteConcernError(reply, error, { setting, fault }) : reply),
      ok: 1,
    });
    return { reply: whole, next: GREETINGS.has(command) ? nextHello(body, whole) : undefined };
  } catch (error) {
    const known = asMongoError(error);
    return {
      reply: withClusterTime(
        server,
        errorReply(known, errorSettingOf(command, body), known === fault?.error ? fault.labels : undefined),
      ),
    };
  }
}

function refuseUnsound(command: Command, incoming: Incoming): void {
  assertFields(command, incoming.body, incoming.name);
  assertSequences(command, incoming);
  assertApi(incoming.body);
  assertReadPreference(incoming.body.$readPreference);
  assertConcerns(command, incoming, incoming.body.autocommit === false);
}

/** Answers one request; every error becomes a reply. */
export async function dispatch(server: ServerState, connection: Client, request: Request): Promise<Answer> {
  let incoming: Incoming;
  try {
    incoming = parseRequest(server, connection, request);
  } catch (error) {
    return {
      reply: withClusterTime(
        server,
        errorReply(asMongoError(error), errorSettingOf(undefined, request.body)),
      ),
    };
  }
  return await answerCommand(incoming);
}
