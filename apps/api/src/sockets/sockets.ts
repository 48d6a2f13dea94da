import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { foreignOrigin, temporarilyUnavailable } from "@scarlet/domain/kernel";
import { appRouter, refusalOf } from "@scarlet/trpc";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { answerOn, MALFORMED_REQUEST } from "../http/broken-requests.ts";
import { chargeStream } from "../http/rate-limits.ts";
import { STREAM_TIMES, type StreamTimes } from "../http/stream-times.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { MAX_MESSAGE_BYTES, paysFor } from "./message-limits.ts";
import { socketContext } from "./socket-context.ts";
import type { SocketParts } from "./socket-parts.ts";

/** Where tRPC's clients open a WebSocket. */
export const SOCKET_PATH = "/api/trpc";
/** How long those who are there get to say goodbye when the process ends. */
const GOODBYE_MS = 1_000;
/** The server goes away (RFC 6455). */
const GOING_AWAY = 1001;

type GivenParts = Omit<SocketParts, "times"> & { readonly times?: StreamTimes | undefined };

export type Sockets = {
  /** Answers a request for which `isSocketRequest` said yes. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Says goodbye to all and takes no more. Fulfilled once all are gone. */
  readonly close: () => Promise<void>;
};

/** Whether a request asks for a WebSocket where there is one. All others that ask to upgrade are answered without. */
export function isSocketRequest({ headers, url = "" }: Pick<IncomingMessage, "headers" | "url">): boolean {
  return headers.upgrade?.toLowerCase() === "websocket" && url.split("?", 1)[0] === SOCKET_PATH;
}

/**
 * Serves subscriptions by WebSocket, under the limits of the streams of events. Nobody is asked who they are here, so
 * queries and mutations are refused.
 */
export function createSockets(given: GivenParts): Sockets {
  const parts = { ...given, times: given.times ?? STREAM_TIMES };
  // Pings are answered by hand, because pongs that nobody takes would pile up.
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, autoPong: false });
  server.on("wsClientError", (_error, socket) => answerOn(socket, MALFORMED_REQUEST, parts.https));
  applyWSSHandler({
    wss: server,
    router: appRouter,
    createContext: ({ req, res }) => socketContext(parts, req, res),
  });
  const heartbeat = startHeartbeat(server.clients, parts.times.quietMs);
  let isClosed = false;
  return {
    upgrade(request, socket, head) {
      socket.on("error", () => socket.destroy());
      try {
        if (isClosed) throw temporarilyUnavailable(5);
        admit(parts, request, socket);
      } catch (error) {
        return answerOn(socket, refusalOf(error), parts.https);
      }
      server.handleUpgrade(request, socket, head, (client) => {
        paysFor(client, { ...parts, address: parts.callerAddressOf(request), heard: heartbeat.heard });
        const over = setTimeout(() => client.close(GOING_AWAY), parts.times.lastsMs);
        client.once("close", () => clearTimeout(over));
        server.emit("connection", client, request);
      });
    },
    async close() {
      isClosed = true;
      heartbeat.stop();
      await sayGoodbye(server.clients);
    },
  };
}

/** Takes a place for the connection. Raises `request.foreign_origin` and what listeners raise. */
function admit(
  { origins, limiter, callerAddressOf, listeners }: SocketParts,
  request: IncomingMessage,
  socket: Duplex,
): void {
  const { origin } = request.headers;
  if (origin !== undefined && !origins.includes(origin)) throw foreignOrigin();
  const address = callerAddressOf(request);
  chargeStream(limiter, address);
  const giveBack = listeners.takePlace(address);
  socket.once("close", giveBack);
  if (socket.destroyed) giveBack();
}

async function sayGoodbye(clients: ReadonlySet<WebSocket>): Promise<void> {
  const gone = [...clients].map((client) => new Promise((resolve) => client.once("close", resolve)));
  for (const client of clients) client.close(GOING_AWAY);
  const late = setTimeout(() => {
    for (const client of clients) client.terminate();
  }, GOODBYE_MS);
  await Promise.all(gone);
  clearTimeout(late);
}
