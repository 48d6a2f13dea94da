/** The largest message a client may send, as `hello` reports it. */
export const MAX_MESSAGE_BYTES = 48_000_000;
/** The largest message of a client that has still to sign in: enough for that, and no way to fill the memory. */
export const MAX_UNAUTHENTICATED_BYTES = 16 * 1024;
const HEADER_BYTES = 16;

/** The bytes on a connection are no MongoDB message; there is no way to go on with it. */
export class MalformedFrameError extends Error {
  override readonly name = "MalformedFrameError";
}

/** Cuts a stream of bytes into messages. */
export class Frames {
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  /** The largest message that is taken now. */
  maxBytes = MAX_MESSAGE_BYTES;

  /** Takes the next bytes and gives the messages they complete (`MalformedFrameError` for an impossible length). */
  *push(chunk: Uint8Array): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    for (;;) {
      const length = this.#nextLength();
      if (length === undefined || this.#bytes < length) return;
      yield this.#take(length);
    }
  }

  #nextLength(): number | undefined {
    if (this.#bytes < 4) return undefined;
    const head = this.#joined(4);
    const length = head.readInt32LE(0);
    if (length < HEADER_BYTES || length > this.maxBytes)
      throw new MalformedFrameError(
        `a message of ${length} bytes is not between ${HEADER_BYTES} and ${this.maxBytes}`,
      );
    return length;
  }

  /** The first chunk, joined with later ones only as far as needed: large messages are joined once, when complete. */
  #joined(needed: number): Buffer {
    const [first] = this.#chunks;
    if (first && first.length >= needed) return Buffer.from(first.buffer, first.byteOffset, first.length);
    const all = Buffer.concat(this.#chunks, this.#bytes);
    this.#chunks = [all];
    return all;
  }

  #take(length: number): Buffer {
    const all = this.#joined(length);
    this.#bytes -= length;
    const rest = all.subarray(length);
    this.#chunks = rest.length > 0 ? [rest, ...this.#chunks.slice(1)] : this.#chunks.slice(1);
    return all.subarray(0, length);
  }
}
