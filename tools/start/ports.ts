import { createServer } from "node:net";
import { StartError } from "../bootstrap/start-error.mjs";

/** Below the range from which the system takes ports for outgoing connections: a client that reconnects cannot take it away. */
const STORE_PORTS = { first: 20_000, count: 10_000 };

/** Refuses to start when something listens where the shop is to listen. */
export async function checkPorts(
  host: string,
  ports: readonly (readonly [name: string, port: number])[],
): Promise<void> {
  for (const [name, port] of ports) {
    const code = await tryListen(host, port);
    if (code === undefined) continue;
    if (code === "EADDRINUSE")
      throw new StartError(
        `Port ${port} on ${host} is taken: stop what uses it, or choose another with ${name}.`,
      );
    if (code === "EACCES")
      throw new StartError(`Port ${port} needs rights that you do not have: choose another with ${name}.`);
    throw new StartError(`HOST is "${host}", and this machine cannot listen there (${code}).`);
  }
}

/** A port on loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const begin = Math.floor(Math.random() * STORE_PORTS.count);
  for (let step = 0; step < STORE_PORTS.count; step++) {
    const port = STORE_PORTS.first + ((begin + step) % STORE_PORTS.count);
    if ((await tryListen("127.0.0.1", port)) === undefined) return port;
  }
  throw new StartError("No free port was found for the database and the cache.");
}

/** Listens for a moment; gives the error's code when that fails. */
function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
