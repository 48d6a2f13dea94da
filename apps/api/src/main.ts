import { readFileSync } from "node:fs";
import { createServer as createNodeServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Composed, compose } from "./compose.ts";
import { env } from "./env.ts";
import { hotReads } from "./hot/hot-reads.ts";
import { answerBrokenRequests, brokenRequest } from "./http/broken-requests.ts";
import { endWith, StartError } from "./last-words.ts";
import { rootLog } from "./root-log.ts";
import { createServer } from "./server.ts";
import { drain, onEnd } from "./shutdown.ts";

/** A request that is not finished by then has a caller who is gone or means ill. */
const REQUEST_TIMEOUT_MS = 30_000;

async function main(): Promise<void> {
  const settings = env();
  const log = rootLog(settings);
  let ending = false;
  const composed = await compose(settings, log, () => ending);
  const https = settings.API_URL.startsWith("https:");
  const app = createServer({ ...composed.server, version: version() });
  const server = createNodeServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: 65_000 },
    hotReads(
      { ...composed.server, https },
      getRequestListener(app.fetch, { errorHandler: (error) => brokenRequest(error, https) }),
    ),
  );
  answerBrokenRequests(server, https);
  await listen(server, settings.API_PORT, settings.HOST);
  log.info({ host: settings.HOST, port: settings.API_PORT }, "the API answers");
  if (settings.isForReal && settings.PAYMENT_GATEWAY === "test") {
    log.warn("PAYMENT_GATEWAY is test: orders are taken and no money is.");
  }
  onEnd(settings.SCARLET_SUPERVISED, (why) => {
    ending = true;
    log.info({ why }, "ending");
    end(server, composed, log).then(() => process.exit(0), endWith);
  });
}

async function end(server: Server, composed: Composed, log: Parameters<typeof drain>[1]): Promise<void> {
  composed.endEvents();
  await drain(server, log);
  await composed.close();
}

/** Listens, or raises a `StartError` that names the port. */
function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "is in use" : `cannot be listened on (${error.message})`;
      reject(new StartError(`API_PORT ${port} on ${host} ${why}.`));
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

main().catch(endWith);
