import { type Doc, encode } from "../bson/index.ts";
import type { Request } from "./message.ts";

const OP_REPLY = 1;
const OP_MSG = 2013;
const MESSAGE_HEAD = 21;
const LEGACY_HEAD = 36;

let nextId = 1;

function writeHead(
  head: Buffer,
  length: number,
  { requestId, code }: { requestId: number; code: number },
): void {
  nextId = (nextId + 1) & 0x7fffffff;
  head.writeInt32LE(length, 0);
  head.writeInt32LE(nextId, 4);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(code, 12);
}

/** The bytes that answer a request: head and document, to be written one after the other. */
export function writeReply(
  { requestId, answer }: Pick<Request, "requestId" | "answer">,
  doc: Doc,
): readonly Uint8Array[] {
  const body = encode(doc);
  if (answer === "legacy") {
    const head = Buffer.alloc(LEGACY_HEAD);
    writeHead(head, LEGACY_HEAD + body.length, { requestId, code: OP_REPLY });
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
    return [head, body];
  }
  const head = Buffer.alloc(MESSAGE_HEAD);
  writeHead(head, MESSAGE_HEAD + body.length, { requestId, code: OP_MSG });
  return [head, body];
}
