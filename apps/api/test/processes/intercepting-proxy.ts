import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { commandOf, messageReader } from "../crash/killing-proxy.ts";

/** A moment of one command: before the database hears of it, or after it was done and before anybody hears that. */
export type Moment = {
  readonly command: string;
  /** The collection; any unless told. */
  readonly target?: string;
  readonly when: "asked" | "answered";
};

export type InterceptingProxy = {
  readonly port: number;
  /** At the next such moment the connection stands still while `strike` is at work. An answer is lost then. */
  strikeAt(moment: Moment, strike: () => Promise<void>): void;
  /** Whether the moment has come. */
  hasStruck(): boolean;
  close(): Promise<void>;
};

function isOf(message: Buffer, { command, target }: Moment): boolean {
  const asked = commandOf(message);
  return asked?.name === command && (target === undefined || asked.target === target);
}

/** Stands between a process and its database, and lets something happen at a chosen moment. */
export async function startInterceptingProxy(databasePort: number): Promise<InterceptingProxy> {
  const sockets = new Set<Socket>();
  let armed: (Moment & { readonly strike: () => Promise<void> }) | undefined;

  function join(client: Socket): void {
    const upstream = connect(databasePort, "127.0.0.1");
    const fatal = new Map<number, () => Promise<void>>();
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => socket.destroy());
    }
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    const ask = async (message: Buffer) => {
      const due = armed !== undefined && isOf(message, armed) ? armed : undefined;
      if (due !== undefined) armed = undefined;
      if (due?.when === "answered") fatal.set(message.readInt32LE(4), due.strike);
      if (due?.when === "asked") await due.strike();
      upstream.write(message);
    };
    const answer = async (message: Buffer) => {
      const strike = fatal.get(message.readInt32LE(8));
      if (strike === undefined) {
        client.write(message);
        return;
      }
      await strike();
      client.destroy();
    };
    client.on(
      "data",
      messageReader((message) => void ask(message)),
    );
    upstream.on(
      "data",
      messageReader((message) => void answer(message)),
    );
  }

  const server = createServer(join).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    strikeAt(moment, strike) {
      armed = { ...moment, strike };
    },
    hasStruck: () => armed === undefined,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
