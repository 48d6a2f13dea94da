import type { Redis } from "ioredis";

/** How long after the end it is tried again. */
const PAUSE_MS = 500;

/**
 * Has a client connect again where it ended without being told to. ioredis ends for good, whatever its retry strategy
 * says, when it is asked to leave a connection that it is still making: its own detector of failovers does that when a
 * Sentinel tells of a new master meanwhile. `disconnect()` and `quit()` still end it.
 */
export function keepConnecting(client: Redis): void {
  let isOver = false;
  const { disconnect, quit } = { disconnect: client.disconnect.bind(client), quit: client.quit.bind(client) };
  client.disconnect = (reconnect = false) => {
    if (!reconnect) isOver = true;
    disconnect(reconnect);
  };
  client.quit = (...callback) => {
    isOver = true;
    return quit(...callback);
  };
  client.on("end", () => {
    if (isOver) return;
    setTimeout(() => {
      // The client's "error" event tells why it could not.
      if (!isOver && client.status === "end") client.connect().catch(() => undefined);
    }, PAUSE_MS).unref();
  });
}
