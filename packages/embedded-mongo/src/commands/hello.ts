import { ObjectId } from "bson";
import { type Doc, isDoc, MAX_DOCUMENT_BYTES } from "../bson/index.ts";
import { SESSION_TIMEOUT_MINUTES } from "../sessions/index.ts";
import { MAX_MESSAGE_BYTES } from "../wire/index.ts";
import type { Call } from "./call.ts";
import { speculative } from "./signing-in.ts";
import type { Command } from "./types.ts";
import { STATEMENTS_MAX } from "./writing.ts";

const MAX_WIRE_VERSION = 21;
const ELECTION = new ObjectId("7fffffff0000000000000001");
export const SET_NAME = "rs0";

function rememberClient(call: Call): void {
  const client = call.options.get("client");
  if (!isDoc(client)) return;
  const application = client.application;
  if (isDoc(application) && typeof application.name === "string") call.connection.appName = application.name;
}

function hello(call: Call, legacy: boolean): Doc {
  rememberClient(call);
  const { address, clock, credentials } = call.server;
  const now = new Date();
  const time = { ts: clock.now(), t: 1n };
  const signIn = speculative(call);
  return {
    ...(legacy ? { ismaster: true, helloOk: true } : { isWritablePrimary: true, helloOk: true }),
    hosts: [address],
    setName: SET_NAME,
    setVersion: 1,
    secondary: false,
    primary: address,
    me: address,
    electionId: ELECTION,
    lastWrite: { opTime: time, lastWriteDate: now, majorityOpTime: time, majorityWriteDate: now },
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: STATEMENTS_MAX,
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
  run: (call) => hello(call, false),
};
export const IS_MASTER: Command = {
  name: "isMaster",
  aliases: ["ismaster"],
  fields: FIELDS,
  public: true,
  run: (call) => hello(call, true),
};
