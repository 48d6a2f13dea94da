import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { answerBrokenRequests } from "./broken-requests.ts";
import { HEADERS_OUTSIDE_THE_API, headersOfEveryAnswer, type Site } from "./security-headers.ts";

/** Requests that run when the process is told to stop get this long. */
const DRAIN_TIMEOUT_MS = 8_000;
const CLOSE_IDLE_EVERY_MS = 50;
/** Longer than proxies keep a connection, so that none sends a request over one that we are closing. */
const KEEP_ALIVE_MS = 65_000;
const REQUEST_TIMEOUT_MS = 30_000;

type WebServer = {
  readonly listener: RequestListener;
  /** Decides the headers of answers to what cannot be parsed as a request. */
  readonly site: Site;
  readonly port: number;
  readonly host: string;
  /** The setting that moves the port. */
  readonly portName: string;
  /** Ends what is behind the listener, after the last request. */
  readonly close: () => Promise<void>;
  /** Takes over connections that stop being HTTP (WebSocket), in development only. Without it none is upgraded. */
  readonly upgrade?: (
    request: IncomingMessage,
    socket: IncomingMessage["socket"],
    head: Buffer,
  ) => Promise<void>;
};

/**
 * Listens. On SIGINT and SIGTERM it takes no new connections, ends streams of events, lets requests end, and exits. Raises
 * when the port is taken.
 */
export async function serveWeb({
  listener,
  site,
  port,
  host,
  portName,
  close,
  upgrade,
}: WebServer): Promise<void> {
  const streams = new Set<ServerResponse>();
  const server = createServer(
    // The request guard answers requests without a host: Node's own answer has neither a text nor our headers.
    {
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      requireHostHeader: false,
      // A build has nothing to upgrade to: such requests are answered as if they did not ask. Next would close them.
      shouldUpgradeCallback: () => upgrade !== undefined,
    },
    (request, response) => {
      if (request.headers.accept?.includes("text/event-stream") === true) keepUntilClosed(streams, response);
      listener(request, response);
    },
  );
  if (upgrade !== undefined)
    server.on("upgrade", (request, _, head) => void upgrade(request, request.socket, head));
  answerBrokenRequests(server, { ...headersOfEveryAnswer(site), ...HEADERS_OUTSIDE_THE_API });
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
    // A stream has no end of its own; whoever listens opens it again elsewhere.
    for (const stream of streams) stream.destroy();
    void drain(server)
      .then(close)
      .finally(() => process.exit(0));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

function keepUntilClosed(open: Set<ServerResponse>, response: ServerResponse): void {
  open.add(response);
  response.once("close", () => open.delete(response));
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
