import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Doc, decode, encode } from "../../src/bson/index.ts";

const OP_MSG = 2013;
const HEAD = 21;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 0x1_0000;

/** A client that sends commands as they are: the driver would put in a session and numbers of its own. */
export class RawClient {
  readonly #socket: Socket;
  readonly #closed: Promise<never>;
  #received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#closed = once(socket, "close").then(() => {
      throw new Error("the connection was closed");
    });
    this.#closed.catch(() => undefined);
  }

  static async connect(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    return new RawClient(socket);
  }

  /** Sends a command to a database, waits for the reply and gives it, errors included. */
  async run(command: Doc, db = "test"): Promise<Doc> {
    return await this.send(encode({ ...command, $db: db }));
  }

  /** Sends the bytes of a command, however malformed. */
  async send(body: Uint8Array): Promise<Doc> {
    this.#write(body, 0);
    return (await this.next()).reply;
  }

  /** Sends a command and lets the server answer it again and again. */
  stream(command: Doc, db = "admin"): void {
    this.#write(encode({ ...command, $db: db }), EXHAUST_ALLOWED);
  }

  /** Sends a command that asks for no reply. */
  sendOnly(command: Doc, db = "test"): void {
    this.#write(encode({ ...command, $db: db, writeConcern: { w: 0 } }), MORE_TO_COME);
  }

  /** The next reply, and whether another one follows without being asked for. */
  async next(): Promise<{ reply: Doc; moreToCome: boolean }> {
    const message = await this.#message();
    return {
      reply: decode(message.subarray(HEAD)),
      moreToCome: (message.readUInt32LE(16) & MORE_TO_COME) !== 0,
    };
  }

  #write(body: Uint8Array, flags: number): void {
    const head = Buffer.alloc(HEAD);
    head.writeInt32LE(HEAD + body.length, 0);
    head.writeInt32LE(OP_MSG, 12);
    head.writeUInt32LE(flags, 16);
    this.#socket.write(Buffer.concat([head, body]));
  }

  async #message(): Promise<Buffer> {
    while (this.#received.length < 4 || this.#received.length < this.#received.readInt32LE(0)) {
      const [chunk] = (await Promise.race([once(this.#socket, "data"), this.#closed])) as [Buffer];
      this.#received = Buffer.concat([this.#received, chunk]);
    }
    const length = this.#received.readInt32LE(0);
    const message = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return message;
  }

  close(): void {
    this.#socket.destroy();
  }
}
