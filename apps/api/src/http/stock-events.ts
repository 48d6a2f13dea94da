import type { StockEvents } from "@scarlet/domain/inventory";
import { temporarilyUnavailable } from "@scarlet/domain/kernel";
import { readStockEventsQuery, STOCK_EVENTS_PATH } from "@scarlet/trpc";
import type { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { FIXED_HEADERS, ownHeaders } from "./answer.ts";
import type { ApiHonoEnv } from "./exchange.ts";
import { createStockBacklog, type StockBacklog, type StockNews } from "./stock-backlog.ts";

/** A line goes to quiet listeners as well, or what lies between takes them for gone. */
const QUIET_MS = 15_000;
/** Each keeps a socket and a few kilobytes. */
const LISTENERS_AT_MOST = 5_000;

/** Tells whoever listens of committed changes of stock, as server-sent events. */
export function mountStockEvents(app: Hono<ApiHonoEnv>, events: Pick<StockEvents, "listen">): void {
  let listening = 0;
  app.get(STOCK_EVENTS_PATH, (c) => {
    const backlog = createStockBacklog(readStockEventsQuery(c.req.queries("products")));
    if (listening >= LISTENERS_AT_MOST) throw temporarilyUnavailable(5);
    listening += 1;
    // Before the answer begins, so that nothing is missed between the two; the process's first listener is told of a gap.
    const stop = events.listen(backlog.hear);
    for (const [name, value] of Object.entries({ ...FIXED_HEADERS, ...ownHeaders(c) }))
      c.header(name, String(value));
    // Proxies that gather answers would keep news until it is old.
    c.header("x-accel-buffering", "no");
    const answer = streamSSE(c, async (stream) => {
      stream.onAbort(backlog.end);
      try {
        await tellAll(stream, backlog);
      } finally {
        stop();
        listening -= 1;
      }
    });
    answer.headers.set("cache-control", FIXED_HEADERS["cache-control"]);
    return answer;
  });
}

async function tellAll(stream: SSEStreamingApi, backlog: StockBacklog): Promise<void> {
  await stream.write(": listening\n\n");
  for (let news = await backlog.next(QUIET_MS); news !== null; news = await backlog.next(QUIET_MS))
    await tell(stream, news);
}

async function tell(stream: SSEStreamingApi, { gap, changes }: StockNews): Promise<void> {
  if (gap) await stream.writeSSE({ event: "gap", data: "{}" });
  for (const change of changes) await stream.writeSSE({ event: "changed", data: JSON.stringify(change) });
  if (!gap && changes.length === 0) await stream.write(": quiet\n\n");
}
