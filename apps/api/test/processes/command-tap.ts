import { connect, createServer, type Socket } from "node:net";
import { commandOf, messageReader } from "../crash/killing-proxy.ts";
import type { Stores } from "./database-and-redis.ts";

/** Stands between an API and its database and tells every command, those that run by the clock too. */
export type CommandTap = {
  readonly databaseUrl: string;
  /** Name and collection of each command since the last call. */
  take(): readonly string[];
  close(): Promise<void>;
};

export async function startCommandTap({
  databasePort,
  databaseUrl,
}: Pick<Stores, "databasePort" | "databaseUrl">): Promise<CommandTap> {
  let seen: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(databasePort, "127.0.0.1");
    const listen = messageReader((message) => {
      const command = commandOf(message);
      if (command !== null) seen.push([command.name, command.target].filter(isText).join(" "));
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on("data", (chunk: Buffer) => {
      listen(chunk);
      upstream.write(chunk);
    });
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  // Whom the set names is the database itself, past the proxy.
  const direct = new URL(databaseUrl);
  direct.port = String(address.port);
  direct.search = "directConnection=true";
  return {
    databaseUrl: direct.href,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
