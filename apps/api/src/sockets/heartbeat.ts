import type { WebSocket } from "ws";

export type Heartbeat = {
  /** Notes that somebody is there. */
  readonly heard: (client: WebSocket) => void;
  readonly stop: () => void;
};

/** Asks all connections again and again whether they are there, and ends those that have said nothing since the last time. */
export function startHeartbeat(clients: ReadonlySet<WebSocket>, everyMs: number): Heartbeat {
  const there = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const client of clients) {
      if (there.delete(client)) client.ping();
      else client.terminate();
    }
  }, everyMs);
  return { heard: (client) => void there.add(client), stop: () => clearInterval(timer) };
}
