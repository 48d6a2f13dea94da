import { once } from "node:events";
import { createServer, type Server, type Socket, connect as tcpConnect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export type Fault = "none" | "cut" | "delay" | "deaf" | "mute";

const DELAY_MS = 60;

/** A connection that passes: what each direction still has to deliver, in order. */
type Pair = { readonly client: Socket; readonly redis: Socket; isSpoilt: boolean };

/**
 * A wire between one process and Redis that can be cut, delayed, or be silent in one direction. It keeps to what TCP
 * promises: bytes never change their order, and a connection that lost some never delivers later ones.
 */
export class Wire {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #target: number;
  #fault: Fault = "none";

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
    for (const pair of this.#pairs) if (fault === "cut" || pair.isSpoilt) end(pair);
  }

  /** Leads to this port from now on; connections to the other one end, as when a name comes to mean another host. */
  set target(port: number) {
    this.#target = port;
    for (const pair of this.#pairs) end(pair);
  }

  close(): void {
    this.#server.close();
    for (const pair of this.#pairs) end(pair);
  }

  #pass(client: Socket): void {
    if (this.#fault === "cut") {
      client.destroy();
      return;
    }
    const redis = tcpConnect(this.#target, "127.0.0.1");
    const pair: Pair = { client, redis, isSpoilt: false };
    this.#pairs.add(pair);
    const gone = () => {
      this.#pairs.delete(pair);
      end(pair);
    };
    for (const socket of [client, redis]) socket.setNoDelay(true).on("error", gone).on("close", gone);
    this.#forward(pair, client, redis, "deaf");
    this.#forward(pair, redis, client, "mute");
  }

  #forward(pair: Pair, from: Socket, to: Socket, silencedBy: Fault): void {
    let before: Promise<void> = Promise.resolve();
    let waiting = 0;
    const pass = (data: Buffer): void => {
      if (this.#fault === silencedBy) pair.isSpoilt = true;
      if (!pair.isSpoilt && !to.destroyed) to.write(data);
    };
    from.on("data", (data: Buffer) => {
      if (waiting === 0 && this.#fault !== "delay") {
        pass(data);
        return;
      }
      waiting += 1;
      const wait = this.#fault === "delay" ? sleep(DELAY_MS) : undefined;
      before = Promise.all([before, wait]).then(() => {
        waiting -= 1;
        pass(data);
      });
    });
  }
}

function end({ client, redis }: Pair): void {
  client.destroy();
  redis.destroy();
}
