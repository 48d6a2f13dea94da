import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { StockEvents, StockReader } from "@scarlet/domain/inventory";
import { STREAMS_PER_ADDRESS, temporarilyUnavailable, tooManyRequests } from "@scarlet/domain/kernel";
import {
  INVENTORY_EVENTS_PATH,
  publicStockChange,
  readStockEventsQuery,
  STOCK_EVENTS_PATH,
  type StockChangeText,
  staffStockChange,
  type WatchedProducts,
} from "@scarlet/trpc";
import type { Hono } from "hono";
import type { VisitorParts } from "../session.ts";
import { type ApiHonoContext, type ApiHonoEnv, incomingOf, outgoingOf } from "./exchange.ts";
import { FIXED_HEADERS, ownHeaders } from "./responses.ts";
import { createStockEventQueue, type StockEventQueue, type StockUpdate } from "./stock-event-queue.ts";
import { authorizeStockReader } from "./stock-reader-access.ts";
import { createStreamSlots, type StreamSlots } from "./stream-slots.ts";

/**
 * Quiet listeners are told something too, or what lies between takes them for gone, and they would take a connection for
 * open that is not.
 */
const KEEP_ALIVE_INTERVAL_MS = 15_000;
/** Each keeps a socket and some fifteen kilobytes (`npm run bench:live`). */
const MAX_LISTENERS = 5_000;
/**
 * Listeners that vanished without a word (a laptop that was shut, a network that was left) are found after minutes only,
 * or never when something between keeps the connection. So every stream ends; who is there opens it again.
 */
const MAX_STREAM_MS = 15 * 60_000;
/** Who takes nothing for so long, not even into the buffers on the way, is not there. */
const WRITE_TIMEOUT_MS = 30_000;
/** For so long at most, staff whose session or role has been taken go on hearing. */
const AUTHORITY_CHECK_MS = 60_000;

export type StockEventsTimes = {
  readonly quietMs: number;
  readonly lastsMs: number;
  readonly takesWithinMs: number;
  /** How often a stream that is not for anybody asks whether it still may. */
  readonly checksMs: number;
};
const TIMES: StockEventsTimes = {
  quietMs: KEEP_ALIVE_INTERVAL_MS,
  lastsMs: MAX_STREAM_MS,
  takesWithinMs: WRITE_TIMEOUT_MS,
  checksMs: AUTHORITY_CHECK_MS,
};

export type StockEventsParts = {
  readonly stockEvents: Pick<StockEvents, "listen">;
  readonly services: { readonly stockReader: StockReader };
  readonly visitors: VisitorParts;
  /** How many streams of one address may be open. */
  readonly streamsPerAddress?: number | undefined;
  readonly times?: StockEventsTimes | undefined;
};

type StreamKind = {
  readonly path: string;
  readonly textOf: StockChangeText;
  /** Raises when the caller may not listen. Undefined: anybody may. */
  readonly authorizeCaller?: typeof authorizeStockReader;
};

/** Tells whoever listens of committed changes of stock, as server-sent events: anybody, and staff with more figures. */
export function mountStockEvents(app: Hono<ApiHonoEnv>, parts: StockEventsParts): void {
  mountStream(app, parts, { path: STOCK_EVENTS_PATH, textOf: publicStockChange });
  mountStream(app, parts, {
    path: INVENTORY_EVENTS_PATH,
    textOf: staffStockChange,
    authorizeCaller: authorizeStockReader,
  });
}

/** Each has places of its own, so that no crowd of shoppers keeps staff out. */
function mountStream(app: Hono<ApiHonoEnv>, parts: StockEventsParts, kind: StreamKind): void {
  const times = parts.times ?? TIMES;
  const mayListen = (c: ApiHonoContext) =>
    kind.authorizeCaller?.(c.req.raw.headers, c.get("exchange").visitor.app, parts.visitors);
  const places = createStreamSlots({
    atMost: MAX_LISTENERS,
    perAddress: parts.streamsPerAddress ?? STREAMS_PER_ADDRESS,
  });
  app.get(kind.path, async (c) => {
    await mayListen(c);
    const watched = readStockEventsQuery(c.req.queries("products"));
    const head = headOf(c);
    const response = outgoingOf(c);
    // Hono routes HEAD here and throws the body away: whoever began to listen would do so for ever.
    if (c.req.method === "HEAD" || response === undefined) return c.body(null, 200, head);
    const backlog = createStockEventQueue(watched);
    const leave = enter(c, places, backlog);
    // Before the answer begins, so that nothing is missed between the two; the process's first listener is told of a gap.
    const stop = parts.stockEvents.listen(backlog.hear);
    void tellWhatIsNewer(parts.services.stockReader, watched, backlog);
    const checks = kind.authorizeCaller && checkAgain(mayListen, { c, backlog, everyMs: times.checksMs });
    response.writeHead(200, head);
    void stream(response, backlog, times, kind.textOf).finally(() => {
      clearInterval(checks);
      stop();
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
  times: StockEventsTimes,
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

/**
 * Begun after listening has, so that together they miss nothing: whoever opens a stream again need not read what it
 * shows. Where it cannot be read, the listener is told to do that itself.
 */
async function tellWhatIsNewer(
  reader: StockReader,
  watched: WatchedProducts | null,
  backlog: StockEventQueue,
): Promise<void> {
  const shown = [...(watched ?? [])].filter((entry): entry is [string, number] => entry[1] !== undefined);
  if (shown.length === 0) return;
  try {
    const stocks = await reader.readStock(shown.map(([id]) => id));
    const newer = shown.flatMap(([id, version]) => {
      const stock = stocks.get(id);
      return stock !== undefined && stock.version > version ? [stock] : [];
    });
    if (newer.length > 0) backlog.hear({ kind: "changed", changes: newer });
  } catch {
    backlog.hear({ kind: "gap" });
  }
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

/** Takes a place, and ends the backlog with the connection. Raises `request.rate_limited` and `service.unavailable`. */
function enter(c: ApiHonoContext, places: StreamSlots, backlog: StockEventQueue): () => void {
  const taken = places.take(c.get("exchange").callerAddress);
  if (taken === "address_full") throw tooManyRequests(5);
  if (taken === "full") throw temporarilyUnavailable(5);
  // The connection itself is watched: an answer that never began, or waits behind another one, hears nothing of its end.
  const socket = incomingOf(c)?.socket;
  if (socket?.destroyed === true) backlog.end();
  // Streams that wait behind each other on one connection are bounded by the places of its address.
  socket?.setMaxListeners(0);
  socket?.once("close", backlog.end);
  return () => {
    socket?.off("close", backlog.end);
    taken.leave();
  };
}

/** Tells until it has ended. False: the listener did not take it. */
async function tellAll(
  response: ServerResponse,
  backlog: StockEventQueue,
  { quietMs, takesWithinMs }: StockEventsTimes,
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
function textOfUpdate({ gap, interrupted, changes, stale }: StockUpdate, textOf: StockChangeText): string {
  const lines = [
    ...(interrupted ? [eventText("interrupted", "{}")] : []),
    ...(gap ? [eventText("gap", "{}")] : []),
    ...stale.map((productId) => eventText("stale", JSON.stringify({ productId }))),
    ...changes.map((change) => eventText("changed", textOf(change))),
  ];
  return lines.length === 0 ? eventText("alive", "{}") : lines.join("");
}

/** `data` must have no line breaks, as JSON has none. */
function eventText(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
