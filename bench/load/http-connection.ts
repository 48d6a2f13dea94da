import { connect, type Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("\r\n0\r\n\r\n");
/** In the place of a length: the answer ends with its last chunk. */
const CHUNKED = -1;

/** A response, parsed as far as a benchmark needs. */
export type Answer = { readonly status: number; readonly head: string; readonly body: Buffer };

/**
 * An HTTP/1.1 connection that sends one request after another, never two at once. It parses as little as possible,
 * because a client must cost less than what it measures.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #parts: Buffer[] = [];
  #have = 0;
  #need = 0;
  #headLength = 0;
  #answered: ((answer: Buffer) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("error", (error) => this.#failed?.(error));
    socket.on("close", () => this.#failed?.(new Error("the server closed the connection")));
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("error", reject);
      socket.once("connect", () => resolve(new HttpConnection(socket)));
    });
  }

  /** Sends the bytes of a request and resolves with the bytes of the response. */
  ask(wanted: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(wanted);
    });
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#have += chunk.length;
    if (this.#need === 0 && !this.#readHead()) return;
    if (this.#need === CHUNKED ? !this.#hasLastChunk(chunk) : this.#have < this.#need) return;
    const all = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts);
    const answered = this.#answered;
    this.#parts = [];
    this.#have = 0;
    this.#need = 0;
    this.#answered = null;
    answered?.(all);
  }

  /** Reads the length of the response from its head. False when the head is not complete yet. */
  #readHead(): boolean {
    const all = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
    const end = all?.indexOf(HEAD_END) ?? -1;
    if (all === undefined || end < 0) return false;
    const head = all.toString("latin1", 0, end);
    // "Not modified" has no body, whatever else it says.
    const told = head.startsWith("HTTP/1.1 304 ") ? "0" : /content-length: (\d+)/i.exec(head)?.[1];
    this.#headLength = end + HEAD_END.length;
    if (told === undefined && !/transfer-encoding: chunked/i.test(head))
      throw new Error("an answer without a length cannot be measured");
    this.#need = told === undefined ? CHUNKED : this.#headLength + Number(told);
    return true;
  }

  /** Compressed bytes end like this once in a great many; then one answer is cut short, which its reader notices. */
  #hasLastChunk(chunk: Buffer): boolean {
    const tail = chunk.length >= LAST_CHUNK.length ? chunk : Buffer.concat(this.#parts);
    return tail.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK);
  }
}

/** The bytes of a GET. */
export function request(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("")}\r\n`);
}

/** Parses a response. */
export function answerOf(raw: Buffer): Answer {
  const end = raw.indexOf(HEAD_END);
  const head = raw.toString("latin1", 0, end);
  return { status: Number(head.slice(9, 12)), head, body: raw.subarray(end + HEAD_END.length) };
}
