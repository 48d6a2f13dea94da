import type { Socket } from "node:net";
import type { Conversation } from "../auth/credentials.ts";
import type { Doc } from "../bson/index.ts";
import { type Answer, type Client, dispatch, errorReply, withClusterTime } from "../commands/index.ts";
import {
  type Answered,
  BadMessageError,
  Frames,
  idOfMessage,
  MAX_MESSAGE_BYTES,
  MAX_UNAUTHENTICATED_BYTES,
  MalformedFrameError,
  type Request,
  readRequest,
  writeReply,
} from "../wire/index.ts";
import type { ServerState } from "./state.ts";

const MAX_QUEUED_MESSAGES = 64;
/** Queued messages are kept in memory; beyond this the socket is paused. */
const MAX_QUEUED_BYTES = 48_000_000;

const NOT_PRIMARY = new Set<unknown>([189, 10107, 11602, 13435, 13436]);

/** Whether an unacknowledged write was refused because this is no primary: as in MongoDB the connection is closed then, since no reply can say so. */
function isUnheard({ answer }: Request, { code }: Doc): boolean {
  return answer === "none" && NOT_PRIMARY.has(code);
}

/** One client's connection: its requests are answered one after the other. */
export class Connection implements Client {
  readonly id: number;
  readonly #socket: Socket;
  readonly #server: ServerState;
  readonly #frames = new Frames();
  readonly #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #busy = false;
  #closesAfterReply = false;
  appName: string | undefined;
  #isSignedIn = false;
  /** When its newest message was complete, or when it began. */
  lastMessageAtMs = Date.now();
  hasSentMessage = false;
  conversation: Conversation | undefined;
  isClosed = false;
  /** When the connection ended; undefined while it is there. */
  closedAtMs: number | undefined;

  constructor(id: number, socket: Socket, server: ServerState) {
    this.id = id;
    this.#socket = socket;
    this.#server = server;
    this.isSignedIn = false;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    // A close event follows each error, and a client may go at any time.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.isClosed = true;
      this.closedAtMs = Date.now();
    });
  }

  get remote(): string {
    return `${this.#socket.remoteAddress ?? "local"}:${this.#socket.remotePort ?? 0}`;
  }

  /** Whether the client has signed in; before it has, where it must, only small messages are taken. */
  get isSignedIn(): boolean {
    return this.#isSignedIn;
  }

  set isSignedIn(value: boolean) {
    this.#isSignedIn = value;
    const isUnauthenticated = this.#server.credentials !== undefined && !value;
    this.#frames.maxBytes = isUnauthenticated ? MAX_UNAUTHENTICATED_BYTES : MAX_MESSAGE_BYTES;
  }

  get isBusy(): boolean {
    return this.#busy;
  }

  /** Closes the connection in place of the reply to the present command. */
  closeAfterThis(): void {
    this.#closesAfterReply = true;
  }

  /** Calls back when the connection ends; call the result to stop. */
  onClose(listener: () => void): () => void {
    this.#socket.on("close", listener);
    return () => this.#socket.off("close", listener);
  }

  close(): void {
    this.isClosed = true;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    try {
      for (const frame of this.#frames.push(chunk)) {
        this.#waiting.push(frame);
        this.#waitingBytes += frame.length;
        this.#recordActivity();
      }
    } catch (error) {
      if (!(error instanceof MalformedFrameError)) throw error;
      this.close();
      return;
    }
    if (this.#isFull) this.#socket.pause();
    if (!this.#busy) void this.#work();
  }

  #recordActivity(): void {
    this.hasSentMessage = true;
    this.lastMessageAtMs = Date.now();
  }

  get #isFull(): boolean {
    return this.#waiting.length > MAX_QUEUED_MESSAGES || this.#waitingBytes > MAX_QUEUED_BYTES;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let frame = this.#waiting.shift(); frame && !this.isClosed; frame = this.#waiting.shift()) {
      this.#waitingBytes -= frame.length;
      await this.#serve(frame);
      this.lastMessageAtMs = Date.now();
      if (!this.#isFull && this.#socket.isPaused()) this.#socket.resume();
    }
    this.#busy = false;
  }

  async #serve(frame: Buffer): Promise<void> {
    try {
      await this.#answer(readRequest(frame));
    } catch (error) {
      if (error instanceof BadMessageError) await this.#refuse(error);
      else if (error instanceof MalformedFrameError) this.close();
      else throw error;
    }
  }

  async #answer(request: Request): Promise<void> {
    for (let asked: Request | undefined = request; asked && !this.isClosed; ) {
      const answer: Answer = await dispatch(this.#server, this, asked);
      if ("close" in answer || this.#closesAfterReply || isUnheard(asked, answer.reply)) {
        this.close();
        return;
      }
      const next: Doc | undefined = asked.streams ? answer.next : undefined;
      const id = await this.#send({ ...asked, continues: next !== undefined }, answer.reply);
      asked = next && { ...asked, requestId: id, body: next };
    }
  }

  async #refuse({ requestId, answer, reason }: BadMessageError): Promise<void> {
    const setting = { isInTransaction: false, endsTransaction: false, isRetryableWrite: false };
    await this.#send({ requestId, answer }, withClusterTime(this.#server, errorReply(reason, setting)));
  }

  /** Sends a reply when the client is ready to take it; gives the message's id. */
  async #send(request: Answered, reply: Doc): Promise<number> {
    if (request.answer === "none" || this.isClosed) return 0;
    const message = writeReply(request, reply);
    const flows = this.#socket.write(message);
    if (!flows && !this.isClosed) await new Promise<void>((resolve) => this.#onceFree(resolve));
    return idOfMessage(message);
  }

  #onceFree(resume: () => void): void {
    const done = (): void => {
      this.#socket.off("drain", done);
      this.#socket.off("close", done);
      resume();
    };
    this.#socket.on("drain", done);
    this.#socket.on("close", done);
  }
}
