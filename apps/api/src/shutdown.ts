import { fstatSync } from "node:fs";
import type { Server } from "node:http";
import type { Log } from "@scarlet/domain/kernel";

/** Requests that are under way get this long to end. */
const DRAIN_TIMEOUT_MS = 10_000;
const POLL_INTERVAL_MS = 50;

/** Stops listening, lets requests under way end, then closes what is left. Kept-alive connections end as they fall idle. */
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

/** Calls `end` once: on Ctrl-C, on a stop from outside, and when a supervisor that holds our input is gone. */
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

/** Only a pipe ends with its other end; a terminal, a file or nothing says nothing about a supervisor. */
function isPipe(fd: number): boolean {
  const stat = fstatSync(fd);
  return stat.isFIFO() || stat.isSocket();
}
