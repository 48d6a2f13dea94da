import { Command } from "ioredis";
import { PatientRedis } from "./patient-client.ts";
import { type Identified, identify } from "./run-id.ts";

/** The Redis behind the connection is not the one that was meant, or did not say yet which it is. Nothing was sent. */
export class OtherRedisError extends Error {
  override readonly name = "OtherRedisError";

  constructor() {
    super("the connection leads to another Redis than the one that was meant");
  }
}

/** A command as it goes over the wire. */
export type RedisCommand = readonly [name: string, ...args: (string | number)[]];

type Known = { readonly stream: unknown; readonly runId: string };

/**
 * A client that knows which Redis is at the other end of its connection, and can be told for which one a command is
 * meant. A connection belongs to one server process, so what is known of it holds until it ends; a new one is nobody's
 * until the server behind it has said who it is.
 */
export class BoundRedis extends PatientRedis {
  #known: Known | null = null;

  /** What every key of this client begins with. */
  get keyPrefix(): string {
    return String(this.options.keyPrefix ?? "");
  }

  /** Which Redis is behind the present connection (see `identify`); null while that is not known. */
  get runId(): string | null {
    const known = this.#known;
    return known !== null && this.status === "ready" && known.stream === this.stream ? known.runId : null;
  }

  /**
   * Sends commands to this Redis and no other: what is known of the connection is looked at in the same instant in
   * which they are written to it. They go out together, in their order. Raises `OtherRedisError`.
   */
  sendTo(runId: string, commands: readonly RedisCommand[]): Promise<unknown>[] {
    if (this.runId !== runId) throw new OtherRedisError();
    const { stream, keyPrefix } = this;
    stream.cork();
    try {
      return commands.map(([name, ...args]) =>
        Promise.resolve(this.sendCommand(new Command(name, args, { replyEncoding: "utf8", keyPrefix }))),
      );
    } finally {
      stream.uncork();
    }
  }

  /** Asks the Redis behind the connection who it is; news is told as "identified". Raises when it does not answer. */
  async identify(): Promise<Identified> {
    const { stream } = this;
    const told = identify(await this.info());
    // An answer that came with the end of its connection says nothing of the next one.
    if (this.stream !== stream) return told;
    const before = this.runId;
    this.#known = "runId" in told ? { stream, runId: told.runId } : null;
    if (this.runId !== before) this.emit("identified");
    return told;
  }
}
