import { type Doc, isDoc, MAX_DOCUMENT_BYTES } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import { parseHelloAwait, topologyChange } from "../../replica-set/index.ts";
import type { ServerState } from "../../server/state.ts";
import { SESSION_TIMEOUT_MINUTES } from "../../sessions/index.ts";
import { MAX_MESSAGE_BYTES } from "../../wire/index.ts";
import { speculativeAuthenticate } from "../auth/sasl.ts";
import type { Call } from "../call.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { MAX_STATEMENTS } from "../write/statements.ts";

const MAX_WIRE_VERSION = 21;
export const SET_NAME = "rs0";

/** Takes note of what a client says of itself in its first `hello`. */
export function recordClientName(connection: Client, { client }: Doc): void {
  if (!isDoc(client)) return;
  const application = client.application;
  if (isDoc(application) && typeof application.name === "string") connection.appName = application.name;
}

/** What the member is in its set. */
function roleOf({ address, member }: ServerState, legacy: boolean): Doc {
  const flag = legacy ? "ismaster" : "isWritablePrimary";
  if (!member.isPrimary) return { [flag]: false, secondary: true };
  return { [flag]: true, secondary: false, primary: address, electionId: member.electionId };
}

/** Waits for a change if the client asks for it (91 if the server's end comes first). */
async function awaitTopologyChange(call: Call): Promise<void> {
  const { options, server, connection } = call;
  const awaited = parseHelloAwait(options.get("topologyVersion"), options.get("maxAwaitTimeMS"));
  if (!awaited) return;
  await topologyChange(server.member, awaited, (listener) => connection.onClose(listener));
  if (server.isStopping) throw new MongoError(91, "The server is shutting down");
}

async function hello(call: Call, legacy: boolean): Promise<Doc> {
  await awaitTopologyChange(call);
  const { address, clock, credentials, member } = call.server;
  const now = new Date();
  const time = { ts: clock.now(), t: BigInt(member.term) };
  const signIn = speculativeAuthenticate(call);
  return {
    helloOk: true,
    topologyVersion: member.topologyVersion,
    ...roleOf(call.server, legacy),
    hosts: [address],
    setName: SET_NAME,
    setVersion: 1,
    me: address,
    lastWrite: { opTime: time, lastWriteDate: now, majorityOpTime: time, majorityWriteDate: now },
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_STATEMENTS,
    localTime: now,
    logicalSessionTimeoutMinutes: SESSION_TIMEOUT_MINUTES,
    connectionId: call.connection.id,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
    ...(call.options.get("saslSupportedMechs") !== undefined && credentials
      ? { saslSupportedMechs: ["SCRAM-SHA-256"] }
      : {}),
    ...(signIn ? { speculativeAuthenticate: signIn } : {}),
  };
}

const FIELDS = [
  "helloOk",
  "client",
  "compression",
  "saslSupportedMechs",
  "speculativeAuthenticate",
  "topologyVersion",
  "maxAwaitTimeMS",
  "loadBalanced",
  "hostInfo",
  "backpressure",
];

export const HELLO: Command = {
  name: "hello",
  fields: FIELDS,
  public: true,
  onSecondary: "always",
  run: (call) => hello(call, false),
};
export const IS_MASTER: Command = {
  name: "isMaster",
  aliases: ["ismaster"],
  fields: FIELDS,
  public: true,
  onSecondary: "always",
  run: (call) => hello(call, true),
};
