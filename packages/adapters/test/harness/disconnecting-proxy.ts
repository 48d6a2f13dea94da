import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { BSON } from "mongodb";

const OP_MSG = 2013;
const HEADER_BYTES = 16;

/** Where a connection is cut: before the server hears of the command, or after it has answered and nobody hears it. */
export type Cut = {
  readonly command: string;
  readonly when: "asked" | "answered";
  readonly unavailableMs: number;
  /** Called when it is cut. */
  readonly onCut?: () => void;
};

export type CuttingProxy = {
  readonly port: number;
  /** At the next such command all connections break, and for so long nobody gets through. */
  cutAt(cut: Cut): void;
  /** Takes nobody in until it is told to come back. */
  goAway(): void;
  comeBack(): void;
  close(): Promise<void>;
};

/** Stands between clients and a database as a network does that fails: clients connect with `directConnection=true`. */
export async function startCuttingProxy(databasePort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let cut: Cut | undefined;
  let away = false;
  let timer: NodeJS.Timeout | undefined;

  function goAway(): void {
    clearTimeout(timer);
    away = true;
    for (const socket of sockets) socket.destroy();
  }
  function strike({ unavailableMs, onCut }: Cut): void {
    cut = undefined;
    goAway();
    onCut?.();
    timer = setTimeout(comeBack, unavailableMs);
  }
  // An earlier time away that ends must not end the next one.
  function comeBack(): void {
    clearTimeout(timer);
    away = false;
  }

  function join(client: Socket): void {
    if (away) {
      client.destroy();
      return;
    }
    const upstream = connect(databasePort, "127.0.0.1");
    const fatal = new Set<number>();
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    const ask = (message: Buffer) => {
      const due = cut !== undefined && commandOf(message) === cut.command ? cut : undefined;
      if (due?.when === "asked") return strike(due);
      if (due?.when === "answered") fatal.add(message.readInt32LE(4));
      upstream.write(message);
    };
    const answer = (message: Buffer) => {
      if (cut !== undefined && fatal.has(message.readInt32LE(8))) strike(cut);
      else client.write(message);
    };
    client.on("data", messagesOf(ask));
    upstream.on("data", messagesOf(answer));
  }

  const server: Server = createServer(join).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    cutAt(next) {
      cut = next;
    },
    goAway,
    comeBack,
    async close() {
      goAway();
      server.close();
      await once(server, "close");
    },
  };
}

/** Cuts a byte stream into messages of the wire protocol. */
function messagesOf(take: (message: Buffer) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const size = pending.readInt32LE(0);
      take(pending.subarray(0, size));
      pending = pending.subarray(size);
    }
  };
}

function commandOf(message: Buffer): string | null {
  if (message.readInt32LE(12) !== OP_MSG || message[HEADER_BYTES + 4] !== 0) return null;
  const body = BSON.deserialize(message.subarray(HEADER_BYTES + 5), {
    allowObjectSmallerThanBufferSize: true,
  });
  return Object.keys(body)[0] ?? null;
}
