import { fstatSync } from "node:fs";
import type { Server } from "node:http";
import type { Log } from "@scarlet/domain/kernel";

/** How long running requests get to finish. */
const DRAIN_TIMEOUT_MS = 10_000;
const POLL_INTERVAL_MS = 50;

/** Stops listening, waits for running requests, then closes what is left. Keep-alive connections close when idle. */
export async function drainServer(
  server: Server,
  log: Log,
  patienceMs: number = DRAIN_TIMEOUT_MS,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const idle = setInterval(() => server.closeIdleConnections(), POLL_INTERVAL_MS);
  const late = setTimeout(() => {
    log.warn({ patienceMs }, "requests that did not end were cut off");
    server.closeAllConnections();
  }, patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

/** Calls `end` once: on SIGINT, on SIGTERM, and when the supervisor at the other end of stdin is gone. */
export function onShutdown(supervised: boolean, end: (why: string) => void): void {
  let ended = false;
  const once = (why: string) => () => {
    if (ended) return;
    ended = true;
    end(why);
  };
  process.on("SIGINT", once("SIGINT"));
  process.on("SIGTERM", once("SIGTERM"));
  if (!supervised) return;
  const gone = once("the supervisor is gone");
  process.on("disconnect", gone);
  if (!isPipe(0)) return;
  for (const event of ["end", "close", "error"]) process.stdin.on(event, gone);
  process.stdin.resume();
}

/** Only a pipe closes with its other end; a terminal or file says nothing about a supervisor. */
function isPipe(fd: number): boolean {
  const stat = fstatSync(fd);
  return stat.isFIFO() || stat.isSocket();
}
