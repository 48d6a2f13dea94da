import { once } from "node:events";
import { createServer, type Server, type Socket, connect as tcpConnect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export type Fault = "none" | "cut" | "delay" | "deaf" | "mute";

/** A wire between one process and Redis that can be cut, delayed, or be silent in one direction. */
export class Wire {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #fault: Fault = "none";
  readonly #target: number;

  private constructor(server: Server, target: number) {
    this.#server = server;
    this.#target = target;
    server.on("connection", (client) => this.#pass(client));
  }

  static async open(target: number): Promise<Wire> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Wire(server, target);
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  set fault(fault: Fault) {
    this.#fault = fault;
    if (fault === "cut") for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  close(): void {
    this.#server.close();
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  #pass(client: Socket): void {
    if (this.#fault === "cut") {
      client.destroy();
      return;
    }
    const redis = tcpConnect(this.#target, "127.0.0.1");
    const pair = [client, redis] as const;
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      redis.destroy();
    };
    for (const socket of pair) socket.setNoDelay(true).on("error", end).on("close", end);
    client.on("data", (data) => void this.#forward(redis, data, "deaf"));
    redis.on("data", (data) => void this.#forward(client, data, "mute"));
  }

  async #forward(to: Socket, data: Buffer, silencedBy: Fault): Promise<void> {
    if (this.#fault === silencedBy) return;
    if (this.#fault === "delay") await sleep(60);
    if (!to.destroyed) to.write(data);
  }
}
