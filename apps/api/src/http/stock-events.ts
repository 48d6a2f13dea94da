import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import {
  INVENTORY_EVENTS_PATH,
  latestMovementsText,
  publicStockChange,
  readStockEventsQuery,
  STOCK_EVENTS_PATH,
  type StockChangeText,
  type StockUpdate,
  staffStockChange,
} from "@scarlet/trpc";
import type { Hono } from "hono";
import type { VisitorParts } from "../session.ts";
import { type ApiHonoContext, type ApiHonoEnv, incomingOf, outgoingOf } from "./exchange.ts";
import { FIXED_HEADERS, ownHeaders } from "./responses.ts";
import type { StockEventQueue } from "./stock-event-queue.ts";
import { createStockListeners, type StockListeners, type StockListenersParts } from "./stock-listeners.ts";
import { authorizeStockReader } from "./stock-reader-access.ts";
import { STREAM_TIMES, type StreamTimes } from "./stream-times.ts";

export type StockEventsParts = StockListenersParts & {
  readonly visitors: VisitorParts;
  /** Whoever listens, by this stream or by others; its own unless told. */
  readonly listeners?: StockListeners | undefined;
  readonly times?: StreamTimes | undefined;
};

type StreamKind = {
  readonly path: string;
  readonly listeners: StockListeners;
  /** Whose places it takes. */
  readonly placesOf: "anybody" | "staff";
  readonly textOf: StockChangeText;
  /** Raises when the caller may not listen. Undefined: anybody may. */
  readonly authorizeCaller?: typeof authorizeStockReader;
};

/** Tells whoever listens of committed changes of stock, as server-sent events: anybody, and staff with more figures. */
export function mountStockEvents(app: Hono<ApiHonoEnv>, parts: StockEventsParts): void {
  const listeners = parts.listeners ?? createStockListeners(parts);
  mountStream(app, parts, {
    path: STOCK_EVENTS_PATH,
    listeners,
    placesOf: "anybody",
    textOf: publicStockChange,
  });
  mountStream(app, parts, {
    path: INVENTORY_EVENTS_PATH,
    listeners,
    placesOf: "staff",
    textOf: staffStockChange,
    authorizeCaller: authorizeStockReader,
  });
}

function mountStream(app: Hono<ApiHonoEnv>, parts: StockEventsParts, kind: StreamKind): void {
  const times = parts.times ?? STREAM_TIMES;
  const { listeners } = kind;
  const mayListen = (c: ApiHonoContext) =>
    kind.authorizeCaller?.(c.req.raw.headers, c.get("exchange").visitor.app, parts.visitors);
  app.get(kind.path, async (c) => {
    await mayListen(c);
    const { watched, hearsStoreroom } = readStockEventsQuery({
      products: c.req.queries("products"),
      storeroom: c.req.queries("storeroom"),
    });
    const head = headOf(c);
    const response = outgoingOf(c);
    // Hono routes HEAD here and throws the body away: whoever began to listen would do so for ever.
    if (c.req.method === "HEAD" || response === undefined) return c.body(null, 200, head);
    const { callerAddress } = c.get("exchange");
    const giveBack =
      kind.placesOf === "staff"
        ? listeners.takeStaffPlace(callerAddress)
        : listeners.takePlace(callerAddress);
    const place = { giveBack, socket: incomingOf(c)?.socket };
    const { backlog, leave } = listeners.listen(watched, place, { hearsStoreroom });
    const checks = kind.authorizeCaller && checkAgain(mayListen, { c, backlog, everyMs: times.checksMs });
    response.writeHead(200, head);
    void stream(response, backlog, times, kind.textOf).finally(() => {
      clearInterval(checks);
      leave();
    });
    return RESPONSE_ALREADY_SENT;
  });
}

type MayListen = (c: ApiHonoContext) => Promise<unknown> | undefined;
type Checked = { readonly c: ApiHonoContext; readonly backlog: StockEventQueue; readonly everyMs: number };

/**
 * Ends the stream of who may no longer listen; where that cannot be found out, too: who still may opens it again. By
 * itself, so that the streams for anybody do not keep their request's context for it.
 */
function checkAgain(mayListen: MayListen, { c, backlog, everyMs }: Checked): NodeJS.Timeout {
  return setInterval(() => void mayListen(c)?.catch(backlog.end), everyMs);
}

/**
 * Written to Node's response itself: a stream of the web on top of it, and the request's context that such a stream
 * keeps, would be most of what a listener costs.
 */
async function stream(
  response: ServerResponse,
  backlog: StockEventQueue,
  times: StreamTimes,
  textOf: StockChangeText,
): Promise<void> {
  // Who has gone meanwhile cannot be written to, which is no fault.
  response.on("error", backlog.end);
  const over = setTimeout(backlog.end, times.lastsMs);
  const isThere = await tellAll(response, backlog, times, textOf);
  clearTimeout(over);
  if (isThere) response.end();
  // Nobody takes what is written: the connection itself is ended, or it would wait for them.
  else response.req.socket.destroy();
}

function headOf(c: ApiHonoContext): Record<string, string | string[]> {
  return {
    ...FIXED_HEADERS,
    ...ownHeaders(c),
    // Proxies that gather answers, or pack them, would keep news until it is old.
    "cache-control": `${FIXED_HEADERS["cache-control"]}, no-transform`,
    "x-accel-buffering": "no",
    "content-type": "text/event-stream",
  };
}

/** Tells until it has ended. False: the listener did not take it. */
async function tellAll(
  response: ServerResponse,
  backlog: StockEventQueue,
  { quietMs, takesWithinMs }: StreamTimes,
  textOf: StockChangeText,
): Promise<boolean> {
  const isTaken = watchTaking(response, backlog, takesWithinMs);
  let text = eventText("alive", "{}");
  while (response.write(text) || (await isTaken())) {
    const news = await backlog.next(quietMs);
    if (news === null) return true;
    text = textOfUpdate(news, textOf);
  }
  return false;
}

/**
 * Returns what waits until all that was written is taken: false when it is not in time, or the stream has ended first.
 * Watched from outside of the single wait, or each would leave something behind for as long as the stream lasts.
 */
function watchTaking(
  response: ServerResponse,
  backlog: StockEventQueue,
  withinMs: number,
): () => Promise<boolean> {
  let isOver = false;
  let settle = (_isTaken: boolean): void => undefined;
  response.on("drain", () => settle(true));
  void backlog.ended.then(() => {
    isOver = true;
    settle(false);
  });
  return () =>
    new Promise((resolve) => {
      const timer = setTimeout(() => settle(false), withinMs);
      settle = (isTaken) => {
        clearTimeout(timer);
        resolve(isTaken);
      };
      if (isOver) settle(false);
    });
}

/** In one piece: a listener that is told of many products costs one write. */
function textOfUpdate(update: StockUpdate, textOf: StockChangeText): string {
  const { gap, interrupted, changes, stale, movements } = update;
  const lines = [
    ...(interrupted ? [eventText("interrupted", "{}")] : []),
    ...(gap ? [eventText("gap", "{}")] : []),
    ...stale.map((productId) => eventText("stale", JSON.stringify({ productId }))),
    ...changes.map((change) => eventText("changed", textOf(change))),
    ...(movements ? [eventText("movements", latestMovementsText(movements))] : []),
  ];
  return lines.length === 0 ? eventText("alive", "{}") : lines.join("");
}

/** `data` must have no line breaks, as JSON has none. */
function eventText(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
