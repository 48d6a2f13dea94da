import { Binary } from "bson";
import { binaryOf } from "../../bson/compare.ts";
import { describe } from "../../bson/describe.ts";
import { type Doc, isDoc } from "../../bson/index.ts";
import { MongoError } from "../../errors.ts";
import type { Call } from "../call.ts";
import type { Command } from "../command.ts";

const AUTHENTICATION_FAILED = "Authentication failed.";

function textOf(payload: unknown): string {
  if (!(payload instanceof Binary))
    throw new MongoError(14, "BSON field 'payload' is the wrong type, expected type 'binData'");
  return Buffer.from(binaryOf(payload).bytes).toString("utf8");
}

function binaryText(text: string): Binary {
  return new Binary(Buffer.from(text, "utf8"));
}

function begin(call: Pick<Call, "server" | "connection">, mechanism: unknown, payload: unknown): Doc {
  if (mechanism !== "SCRAM-SHA-256")
    throw new MongoError(
      334,
      `Received authentication for mechanism ${describe(mechanism)} which is unknown or not enabled`,
    );
  const conversation = call.server.credentials?.begin(textOf(payload));
  if (!conversation) throw new MongoError(18, AUTHENTICATION_FAILED);
  call.connection.conversation = conversation;
  return { conversationId: 1, done: false, payload: binaryText(conversation.serverFirst) };
}

function saslStart(call: Call): Doc {
  return begin(call, call.options.get("mechanism"), call.options.get("payload"));
}

function saslContinue(call: Call): Doc {
  const { connection } = call;
  const text = textOf(call.options.get("payload"));
  if (connection.isSignedIn && text === "") return { conversationId: 1, done: true, payload: binaryText("") };
  const last = connection.conversation?.finish(text);
  connection.conversation = undefined;
  if (last === undefined) throw new MongoError(18, AUTHENTICATION_FAILED);
  connection.isSignedIn = true;
  return { conversationId: 1, done: true, payload: binaryText(last) };
}

/** The answer to `speculativeAuthenticate` in a `hello`; undefined if it is not asked for or cannot be had. */
export function speculativeAuthenticate(call: Call): Doc | undefined {
  const given = call.options.get("speculativeAuthenticate");
  if (
    !isDoc(given) ||
    given.saslStart === undefined ||
    given.mechanism !== "SCRAM-SHA-256" ||
    !call.server.credentials
  )
    return undefined;
  return begin(call, given.mechanism, given.payload);
}

export const SASL_START: Command = {
  name: "saslStart",
  fields: ["mechanism", "payload", "autoAuthorize", "options"],
  public: true,
  onSecondary: "always",
  run: saslStart,
};
export const SASL_CONTINUE: Command = {
  name: "saslContinue",
  fields: ["conversationId", "payload"],
  public: true,
  onSecondary: "always",
  run: saslContinue,
};
export const LOGOUT: Command = {
  name: "logout",
  fields: [],
  public: true,
  onSecondary: "always",
  run(call) {
    call.connection.isSignedIn = false;
    return {};
  },
};
