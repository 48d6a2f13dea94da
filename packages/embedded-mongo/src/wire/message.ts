import { type Doc, decode } from "../bson/index.ts";
import { MongoError } from "../errors.ts";
import { MalformedFrameError } from "./frames.ts";

const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 0x1_0000;
const KNOWN_REQUIRED_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME;
const REQUIRED_FLAGS = 0xffff;

/** A command as it came over the wire. */
export interface Request {
  readonly requestId: number;
  /** How it is to be answered: as a message, as the legacy reply of the first handshake, or not at all. */
  readonly answer: "message" | "legacy" | "none";
  /** Whether the client takes further replies without asking anew. */
  readonly streams: boolean;
  readonly body: Doc;
  /** Documents sent beside the body, as bytes, by field name. */
  readonly sequences: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** The message was framed well, but its content is wrong: the client gets the error and may go on. */
export class BadMessageError extends Error {
  override readonly name = "BadMessageError";
  readonly requestId: number;
  readonly answer: Request["answer"];
  readonly reason: MongoError;

  constructor(requestId: number, answer: Request["answer"], reason: MongoError) {
    super(reason.message, { cause: reason });
    this.requestId = requestId;
    this.answer = answer;
    this.reason = reason;
  }
}

function cstringEnd(bytes: Uint8Array, start: number, end: number): number {
  const at = bytes.indexOf(0, start);
  if (at < 0 || at >= end) throw new MongoError(17, "a name in the message does not end");
  return at;
}

function documentAt(bytes: Buffer, at: number, end: number): Buffer {
  if (end - at < 5) throw new MongoError(17, "a document in the message is cut off");
  const length = bytes.readInt32LE(at);
  if (length < 5 || length > end - at)
    throw new MongoError(17, "a document in the message has a wrong length");
  return bytes.subarray(at, at + length);
}

function readSequence(bytes: Buffer, start: number, end: number): { name: string; documents: Buffer[] } {
  const nameEnd = cstringEnd(bytes, start, end);
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < end; ) {
    const document = documentAt(bytes, at, end);
    documents.push(document);
    at += document.length;
  }
  return { name: bytes.toString("utf8", start, nameEnd), documents };
}

function readSections(bytes: Buffer, end: number): Pick<Request, "body" | "sequences"> {
  let body: Doc | undefined;
  const sequences = new Map<string, Buffer[]>();
  for (let at = 20; at < end; ) {
    const kind = bytes[at];
    if (kind === 0) {
      const document = documentAt(bytes, at + 1, end);
      if (body) throw new MongoError(17, "a message may have one body only");
      body = decode(document);
      at += 1 + document.length;
    } else if (kind === 1) {
      if (end - at < 5) throw new MongoError(17, "a document sequence in the message is cut off");
      const length = bytes.readInt32LE(at + 1);
      if (length < 5 || length > end - at - 1)
        throw new MongoError(17, "a document sequence has a wrong length");
      const { name, documents } = readSequence(bytes, at + 5, at + 1 + length);
      if (sequences.has(name)) throw new MongoError(17, `the document sequence '${name}' was sent twice`);
      sequences.set(name, documents);
      at += 1 + length;
    } else throw new MongoError(17, `Unknown section kind in message: ${String(kind)}`);
  }
  if (!body) throw new MongoError(17, "the message has no body");
  return { body, sequences };
}

function readMessage(bytes: Buffer, requestId: number): Request {
  if (bytes.length < 21) throw new MalformedFrameError("a message without content");
  const flags = bytes.readUInt32LE(16);
  if ((flags & REQUIRED_FLAGS & ~KNOWN_REQUIRED_FLAGS) !== 0)
    throw new MalformedFrameError(`unknown message flags ${flags}`);
  const end = bytes.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : 4);
  const answer = (flags & MORE_TO_COME) === 0 ? "message" : "none";
  try {
    const streams = (flags & EXHAUST_ALLOWED) !== 0;
    return { requestId, answer, streams, ...readSections(bytes, end) };
  } catch (error) {
    if (error instanceof MongoError) throw new BadMessageError(requestId, answer, error);
    throw error;
  }
}

/** The legacy query, kept by drivers for the very first `hello` only. */
function readQuery(bytes: Buffer, requestId: number): Request {
  try {
    const nameEnd = cstringEnd(bytes, 20, bytes.length);
    const namespace = bytes.toString("utf8", 20, nameEnd);
    if (!namespace.endsWith(".$cmd"))
      throw new MongoError(352, "Unsupported OP_QUERY command: only hello may be sent this way");
    const body = decode(documentAt(bytes, nameEnd + 9, bytes.length));
    const name = Object.keys(body)[0] ?? "";
    if (!["hello", "isMaster", "ismaster"].includes(name))
      throw new MongoError(
        352,
        `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`,
      );
    return {
      requestId,
      answer: "legacy",
      streams: false,
      body: { ...body, $db: namespace.slice(0, -".$cmd".length) },
      sequences: new Map(),
    };
  } catch (error) {
    if (error instanceof MongoError) throw new BadMessageError(requestId, "legacy", error);
    throw error;
  }
}

/** Reads one message. Raises `MalformedFrameError` or `BadMessageError`. */
export function readRequest(bytes: Buffer): Request {
  const requestId = bytes.readInt32LE(4);
  const code = bytes.readInt32LE(12);
  if (code === OP_MSG) return readMessage(bytes, requestId);
  if (code === OP_QUERY) return readQuery(bytes, requestId);
  throw new MalformedFrameError(`operation ${code} is not supported`);
}
