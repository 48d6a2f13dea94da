import { readFileSync } from "node:fs";
import { createServer as createNodeServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "pino";
import { type Composed, type ComposeOptions, compose } from "./compose.ts";
import type { ApiEnv } from "./env.ts";
import { StartError } from "./exit.ts";
import { hotReads } from "./hot/hot-reads.ts";
import { wireReads } from "./hot/wire-reads.ts";
import { answerBrokenRequests, brokenRequest, SERVER_OPTIONS } from "./http/broken-requests.ts";
import { createStockListeners, type StockListeners } from "./http/stock-listeners.ts";
import { repeat } from "./jobs/repeat.ts";
import { createOperatorServer } from "./operator-server.ts";
import { pageReads } from "./page-reads/page-reads-route.ts";
import { createServer } from "./server.ts";
import { drainServer } from "./shutdown.ts";
import { createSockets, isSocketRequest, type Sockets } from "./sockets/sockets.ts";

/** How often listeners are told what a process that died has left untold. */
const LOOK_AGAIN_MS = 30_000;
/** An unfinished request is cut off after this time: its caller is gone or hostile. */
const REQUEST_TIMEOUT_MS = 30_000;

/** An API that answers. */
export type Served = {
  /** Ends it in order: what runs is answered first. */
  end(): Promise<void>;
};

/** Composes an API and opens its two ports. Raises `StartError`. */
export async function serve(
  settings: ApiEnv,
  log: Logger,
  { cacheTimes }: Pick<ComposeOptions, "cacheTimes"> = {},
): Promise<Served> {
  let ending = false;
  const composed = await compose(settings, log, { ending: () => ending, cacheTimes });
  const https = settings.API_URL.startsWith("https:");
  const listeners = createStockListeners(composed.server);
  const app = createServer({ ...composed.server, listeners, version: version() });
  const server = createNodeServer(
    {
      ...SERVER_OPTIONS,
      shouldUpgradeCallback: isSocketRequest,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: 65_000,
    },
    pageReads(
      { ...composed.pageReads, services: composed.server.services },
      hotReads(
        { ...composed.server, https },
        wireReads(
          { ...composed.server, https },
          getRequestListener(app.fetch, { errorHandler: (error) => brokenRequest(error, https) }),
        ),
      ),
    ),
  );
  answerBrokenRequests(server, https);
  const sockets = createSockets({ ...composed.server, listeners, https, origins: originsOf(settings) });
  server.on("upgrade", sockets.upgrade);
  const looking = lookForUntold(listeners, log);
  const operators = createOperatorServer(composed.operators, settings.OPERATOR_HOST);
  await listen(server, ["API_PORT", settings.API_PORT], settings.HOST);
  // Opened last: a process that reports ready here must already answer on the public port.
  await listen(operators, ["OPERATOR_PORT", settings.OPERATOR_PORT], settings.OPERATOR_HOST);
  log.info({ host: settings.HOST, port: settings.API_PORT }, "the API answers");
  if (settings.isProduction && settings.PAYMENT_GATEWAY === "test") {
    log.warn("PAYMENT_GATEWAY is test: orders are taken and no money is.");
  }
  return {
    end() {
      ending = true;
      return end({ server, operators, sockets, looking }, composed, log);
    },
  };
}

/** Where pages of the shop come from. */
function originsOf({ STOREFRONT_URL, ADMIN_URL, API_URL }: ApiEnv): readonly string[] {
  return [STOREFRONT_URL, ADMIN_URL, API_URL].map((url) => new URL(url).origin);
}

function lookForUntold(listeners: StockListeners, log: Logger): ReturnType<typeof repeat> {
  const step = async () => {
    await listeners.lookAgain();
    return false;
  };
  return repeat({ name: "untold stock", everyMs: LOOK_AGAIN_MS, step }, log);
}

type Servers = {
  readonly server: Server;
  readonly operators: Server;
  readonly sockets: Sockets;
  readonly looking: ReturnType<typeof repeat>;
};

/** Operators are answered to the end: a process that shuts down says so. */
async function end(
  { server, operators, sockets, looking }: Servers,
  composed: Composed,
  log: Logger,
): Promise<void> {
  // Before events end: a subscription that ends on an open socket is over for its client, who would not come back.
  const goodbye = sockets.close();
  composed.endEvents();
  await Promise.all([goodbye, drainServer(server, log)]);
  operators.close();
  operators.closeAllConnections();
  await looking.stop();
  await composed.close();
}

/** Listens, or raises a `StartError` that names the port. */
function listen(
  server: Server,
  [name, port]: readonly [name: string, port: number],
  host: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "is in use" : `cannot be listened on (${error.message})`;
      reject(new StartError(`${name} ${port} on ${host} ${why}.`));
    });
    server.listen(port, host, () => resolve());
  });
}

function version(): string {
  const { version: told } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return told;
}
