import type { Socket } from "node:net";
import { Connection } from "./connection.ts";
import type { ServerState } from "./state.ts";

/** How many connections there may be, and how long they may keep the server waiting. */
export interface ConnectionLimits {
  /** All connections; one more is closed at once. */
  readonly max: number;
  /** Those that have not signed in where that is asked for; for one more the one idle longest makes room. */
  readonly maxUnauthenticated: number;
  /** How long a connection that has not signed in may be idle. */
  readonly idleUnauthenticatedMs: number;
  /** How long a new connection may take for its first message. */
  readonly firstMessageMs: number;
}

const LIMITS: ConnectionLimits = {
  max: 2000,
  maxUnauthenticated: 500,
  idleUnauthenticatedMs: 60_000,
  firstMessageMs: 30_000,
};

/** The clients' connections. */
export class Connections {
  readonly #server: ServerState;
  readonly #limits: ConnectionLimits;
  readonly #all = new Set<Connection>();
  #nextId = 0;

  constructor(server: ServerState, limits: Partial<ConnectionLimits> = {}) {
    this.#server = server;
    this.#limits = { ...LIMITS, ...limits };
  }

  get size(): number {
    return this.#all.size;
  }

  get isBusy(): boolean {
    for (const { isBusy } of this.#all) if (isBusy) return true;
    return false;
  }

  /** Takes a new connection, or closes it where there are too many. */
  add(socket: Socket): void {
    if (this.#all.size >= this.#limits.max) {
      socket.destroy();
      return;
    }
    if (this.#server.credentials) this.#makeRoom();
    this.#nextId += 1;
    const connection = new Connection(this.#nextId, socket, this.#server);
    this.#all.add(connection);
    socket.on("close", () => this.#all.delete(connection));
  }

  #makeRoom(): void {
    const unauthenticated = [...this.#all].filter(({ isSignedIn }) => !isSignedIn);
    if (unauthenticated.length < this.#limits.maxUnauthenticated) return;
    const idle = unauthenticated.filter(({ isBusy }) => !isBusy);
    const candidates = idle.length > 0 ? idle : unauthenticated;
    this.#drop(candidates.reduce((a, b) => (b.lastMessageAtMs < a.lastMessageAtMs ? b : a)));
  }

  #drop(connection: Connection): void {
    connection.close();
    this.#all.delete(connection);
  }

  /** Closes connections that say nothing: from the beginning, or for long without having signed in. */
  sweep(nowMs = Date.now()): void {
    const { firstMessageMs, idleUnauthenticatedMs } = this.#limits;
    for (const connection of this.#all) {
      const { isBusy, hasSentMessage, isSignedIn, lastMessageAtMs } = connection;
      if (isBusy) continue;
      const idleMs = nowMs - lastMessageAtMs;
      const isUnauthenticated = this.#server.credentials !== undefined && !isSignedIn;
      if (
        (!hasSentMessage && idleMs > firstMessageMs) ||
        (isUnauthenticated && idleMs > idleUnauthenticatedMs)
      )
        this.#drop(connection);
    }
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }
}
