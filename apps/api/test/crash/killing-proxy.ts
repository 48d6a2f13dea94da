import { connect, createServer, type Server, type Socket } from "node:net";
import { BSON } from "mongodb";

const OP_MSG = 2013;
const HEADER_BYTES = 16;
/** Talk that no step of a request waits for: it would make the count differ from run to run. */
const BACKGROUND = new Set(["hello", "ismaster", "isMaster", "ping", "endSessions", "killCursors"]);
/**
 * Where a process looks by the clock, whatever it is asked: whether it keeps house, what the audit found, whether the cache
 * may be used, what the other processes say.
 */
const BY_THE_CLOCK: ReadonlySet<unknown> = new Set([
  "leases",
  "ledger_drifts",
  "stock_cache_control",
  "stock_cache_words",
]);

/** Cuts a byte stream into MongoDB wire messages. */
export function messageReader(onMessage: (message: Buffer) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const size = pending.readInt32LE(0);
      onMessage(pending.subarray(0, size));
      pending = pending.subarray(size);
    }
  };
}

/** What the housekeeper's look at the orders says of itself. */
const BY_THE_CLOCK_TOO = "look for work";

/** The command of a message: its name, its collection when it has one, what it says of itself. */
export function commandOf(message: Buffer): SentCommand | null {
  if (message.readInt32LE(12) !== OP_MSG || message[HEADER_BYTES + 4] !== 0) return null;
  const body = BSON.deserialize(message.subarray(HEADER_BYTES + 5), {
    allowObjectSmallerThanBufferSize: true,
  });
  const [name = "", target] = Object.entries(body)[0] ?? [];
  return { name, target, comment: body.comment };
}

type SentCommand = { readonly name: string; readonly target: unknown; readonly comment: unknown };

function isOfARequest({ name, target, comment }: SentCommand): boolean {
  return !BACKGROUND.has(name) && !BY_THE_CLOCK.has(target) && comment !== BY_THE_CLOCK_TOO;
}

export type KillingProxy = {
  readonly port: number;
  /**
   * Keeps the answer to the nth counted command, and calls `onFatal`: the answer has left the database and never reaches
   * the client.
   */
  arm(n: number, onFatal: () => void): void;
  /** How many commands were counted since the proxy was armed, and their names. */
  seen(): readonly string[];
  close(): Promise<void>;
};

/**
 * Stands between the API and the database and keeps a chosen answer to itself: the database has done the command, the API
 * will never know. Whoever is told that it is there kills the API. `counts`: which commands are counted.
 */
export async function startKillingProxy(
  databasePort: number,
  counts: (command: SentCommand) => boolean = isOfARequest,
): Promise<KillingProxy> {
  let seen: string[] = [];
  let fatal = Number.POSITIVE_INFINITY;
  let tell = (): void => {};
  const sockets = new Set<Socket>();

  const server: Server = createServer((client) => {
    const upstream = connect(databasePort, "127.0.0.1");
    const fatalAnswers = new Set<number>();
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => socket.destroy());
    }
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    client.on(
      "data",
      messageReader((message) => {
        const command = commandOf(message);
        if (command && counts(command)) {
          seen.push(`${command.name} ${String(command.target)}`);
          if (seen.length === fatal) fatalAnswers.add(message.readInt32LE(4));
        }
        upstream.write(message);
      }),
    );
    upstream.on(
      "data",
      messageReader((message) => {
        if (fatalAnswers.has(message.readInt32LE(8))) tell();
        else client.write(message);
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    arm(n, onFatal) {
      seen = [];
      fatal = n;
      tell = onFatal;
    },
    seen: () => seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
