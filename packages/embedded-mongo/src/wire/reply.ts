import { type Doc, encodeAfter } from "../bson/index.ts";
import type { Request } from "./message.ts";

const OP_REPLY = 1;
const OP_MSG = 2013;
const MESSAGE_HEAD = 21;
const LEGACY_HEAD = 36;
const AWAIT_CAPABLE = 8;

let nextId = 1;

const MORE_TO_COME = 2;

function writeHead(message: Buffer, requestId: number, code: number): void {
  nextId = (nextId + 1) & 0x7fffffff;
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(nextId, 4);
  message.writeInt32LE(requestId, 8);
  message.writeInt32LE(code, 12);
}

/** What a reply must know of its request; `continues` if further replies follow without being asked for. */
export type Answered = Pick<Request, "requestId" | "answer"> & { readonly continues?: boolean };

/** The id of a message, which the reply after it in a stream answers. */
export function idOfMessage(message: Buffer): number {
  return message.readInt32LE(4);
}

/** The message that answers a request. */
export function writeReply({ requestId, answer, continues = false }: Answered, doc: Doc): Buffer {
  if (answer === "legacy") {
    const message = encodeAfter(LEGACY_HEAD, doc);
    message.fill(0, 0, LEGACY_HEAD);
    writeHead(message, requestId, OP_REPLY);
    message.writeInt32LE(AWAIT_CAPABLE, 16);
    message.writeInt32LE(1, 32);
    return message;
  }
  const message = encodeAfter(MESSAGE_HEAD, doc);
  message.fill(0, 0, MESSAGE_HEAD);
  writeHead(message, requestId, OP_MSG);
  if (continues) message.writeInt32LE(MORE_TO_COME, 16);
  return message;
}
