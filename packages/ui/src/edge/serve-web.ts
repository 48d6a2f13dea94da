import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { answerBrokenRequests } from "./broken-requests.ts";
import { everywhere, OUTSIDE_THE_API, type Site } from "./headers.ts";

/** How long running requests get to finish. */
const PATIENCE_MS = 8_000;
const LOOK_EVERY_MS = 50;
/** Longer than what proxies keep a connection for, so that it is never they who find it closed. */
const KEEP_ALIVE_MS = 65_000;
const REQUEST_TIMEOUT_MS = 30_000;

type WebServer = {
  readonly listener: RequestListener;
  /** Decides the headers of what never becomes a request. */
  readonly site: Site;
  readonly port: number;
  readonly host: string;
  /** The setting that moves the port. */
  readonly portName: string;
  /** Ends what is behind the listener, after the last request. */
  readonly close: () => Promise<void>;
  /** Takes over connections that become something else than HTTP, in development only. Without it none does. */
  readonly upgrade?: (
    request: IncomingMessage,
    socket: IncomingMessage["socket"],
    head: Buffer,
  ) => Promise<void>;
};

/** Listens, and ends on SIGINT and SIGTERM: no new connections, requests under way to their end. Raises when the port is taken. */
export async function serveWeb({
  listener,
  site,
  port,
  host,
  portName,
  close,
  upgrade,
}: WebServer): Promise<void> {
  const server = createServer(
    // Whoever names no host is told so by the door: Node would say it without a word and without our headers.
    {
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      requireHostHeader: false,
      // Next's build has nothing to upgrade to: who asks is answered as if not. Next would hang up.
      shouldUpgradeCallback: () => upgrade !== undefined,
    },
    listener,
  );
  if (upgrade !== undefined)
    server.on("upgrade", (request, _, head) => void upgrade(request, request.socket, head));
  answerBrokenRequests(server, { ...everywhere(site), ...OUTSIDE_THE_API });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "is in use" : `cannot be listened on (${error.message})`;
      reject(new Error(`${portName} ${port} on ${host} ${why}.`));
    });
    server.listen(port, host, () => resolve());
  });
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void drain(server)
      .then(close)
      .finally(() => process.exit(0));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  const late = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
