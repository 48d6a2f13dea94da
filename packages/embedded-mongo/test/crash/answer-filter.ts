import { once } from "node:events";
import net from "node:net";

/**
 * Stands between clients and server so that answers can be lost: what was committed, but not answered, is the case
 * retryable writes are there for, and a kill alone hits it almost never.
 */
export class AnswerFilter {
  readonly port: number;
  readonly #target: number;
  readonly #sockets = new Set<net.Socket>();
  #server: net.Server | undefined;
  #isHolding = false;

  /** Clients connect to `port`, the server listens on `target`. */
  constructor(port: number, target: number) {
    this.port = port;
    this.#target = target;
  }

  /** Takes connections and passes everything on, both ways. */
  async open(): Promise<void> {
    this.#isHolding = false;
    this.#server = net.createServer((client) => this.#join(client, net.connect(this.#target, "127.0.0.1")));
    this.#server.listen(this.port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  #join(client: net.Socket, upstream: net.Socket): void {
    this.#keep(client, upstream);
    this.#keep(upstream, client);
    client.on("data", (data) => upstream.write(data));
    upstream.on("data", (data) => {
      if (!this.#isHolding) client.write(data);
    });
  }

  #keep(socket: net.Socket, other: net.Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => other.destroy());
    socket.on("close", () => {
      this.#sockets.delete(socket);
      other.destroy();
    });
  }

  /** From now on requests still reach the server, but no answer comes back. */
  hold(): void {
    this.#isHolding = true;
  }

  /** Ends all connections and refuses new ones, as the port of a dead server does. */
  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(server, "close");
  }
}
