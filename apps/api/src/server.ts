import type { RateLimiter } from "@scarlet/domain/kernel";
import {
  type ApiContext,
  createOpenApiDocument,
  INVENTORY_EVENTS_PATH,
  readIdempotencyKey,
  restRoutes,
  type ShopServices,
  STOCK_EVENTS_PATH,
} from "@scarlet/trpc";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Logger } from "pino";
import { AUTH_PATHS, type AuthRouteParts, mountAuth } from "./accounts/auth-routes.ts";
import { mountOrderLink, ORDER_LINK_PATH } from "./accounts/order-link-route.ts";
import type { OrderLinks } from "./accounts/order-links.ts";
import type { CallerAddressOf } from "./http/caller-address.ts";
import { DOCS_POLICY, docsPage } from "./http/docs-page.ts";
import {
  type ApiHonoContext,
  type ApiHonoEnv,
  incomingOf,
  requestIdOf,
  requestLog,
} from "./http/exchange.ts";
import { mountPaymentsWebhook, WEBHOOK_PATH } from "./http/payments-webhook.ts";
import { charge, chargeOf, chargeStream } from "./http/rate-limits.ts";
import { refusalOfStatus, refusalOfThrown } from "./http/refusals.ts";
import { FIXED_HEADERS, json, ownHeaders, problem } from "./http/responses.ts";
import { honoPath, mountRest } from "./http/rest.ts";
import { mountStockEvents, type StockEventsParts } from "./http/stock-events.ts";
import { createStockListeners } from "./http/stock-listeners.ts";
import { listenByHttp, type SubscriptionParts } from "./http/stock-listening.ts";
import { STREAM_TIMES } from "./http/stream-times.ts";
import { serveTrpc } from "./http/trpc.ts";
import type { Metrics } from "./metrics.ts";
import { PAGE_READS_PATH } from "./page-reads/page-reads-route.ts";
import { readSeen, SEEN_HEADER } from "./seen-versions.ts";
import { APP_HEADER, appOf, type VisitorParts, visitorOf } from "./session.ts";
import { SOCKET_PATH } from "./sockets/sockets.ts";

/** More than any honest request needs: an order of 100 lines takes 6 kB. */
const MAX_BODY_BYTES = 256 * 1024;

const TRPC_PREFIX = "/api/trpc/";
/** Liveness probe; never rate limited. */
const ALIVE_PATH = "/healthz";

export type ServerParts = StockEventsParts & {
  readonly services: ShopServices;
  readonly visitors: VisitorParts;
  readonly auth: AuthRouteParts;
  readonly links: OrderLinks;
  readonly metrics: Metrics;
  readonly limiter: RateLimiter;
  readonly callerAddressOf: CallerAddressOf;
  readonly log: Logger;
  readonly apiUrl: string;
  readonly version: string;
};

export type ApiServer = Hono<ApiHonoEnv>;

/** The public HTTP surface: tRPC, REST, sign-in and API documents. */
export function createServer(parts: ServerParts): ApiServer {
  const app: ApiServer = new Hono();
  const listeners = parts.listeners ?? createStockListeners(parts);
  const subscriptions: SubscriptionParts = {
    listeners,
    times: parts.times ?? STREAM_TIMES,
    charge: (address) => chargeStream(parts.limiter, address),
  };
  const contextOf = (c: ApiHonoContext): ApiContext => {
    const { log, notes, visitor, callerAddress } = c.get("exchange");
    return {
      services: parts.services,
      log,
      whoAsks: () => visitor.whoAsks(),
      becomeGuest: () => visitor.becomeGuest(),
      guestId: () => visitor.guestId(),
      ...readIdempotencyKey(c.req.header("idempotency-key")),
      notes,
      listenToStock: listenByHttp(c, subscriptions),
      callerAddress,
      seen: readSeen(c.req.header(SEEN_HEADER)),
    };
  };

  app.use(withExchange(parts));
  app.use(withRateLimit(parts));
  app.post(
    "/api/*",
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => problem(c, refusalOfStatus(413)) }),
  );
  app.get(SOCKET_PATH, (c) => problem(c, refusalOfStatus(426), { upgrade: "websocket" }));
  app.on(["GET", "POST"], "/api/trpc/*", (c) =>
    serveTrpc(c, { context: contextOf(c), admit: () => admit(c, parts.limiter) }),
  );
  mountRest(app, contextOf);
  mountAuth(app, parts.auth);
  mountOrderLink(app, { orders: parts.services.orders, links: parts.links });
  mountPaymentsWebhook(app, parts.services);
  // Our own apps are answered before this server is asked.
  app.post(PAGE_READS_PATH, (c) => problem(c, refusalOfStatus(403)));
  mountStockEvents(app, { ...parts, listeners });
  mountDocuments(app, parts);
  app.get(ALIVE_PATH, (c) => json(c, { status: "ok" }));
  mountRefusals(app);
  return app;
}

/** Wraps every request: identifies the visitor, measures the time, logs the outcome. */
function withExchange({ log, metrics, visitors, callerAddressOf, apiUrl }: ServerParts) {
  const https = apiUrl.startsWith("https:");
  return async (c: ApiHonoContext, next: () => Promise<void>): Promise<void> => {
    const begun = performance.now();
    const requestId = requestIdOf(c.req.header("x-request-id"));
    const visitor = visitorOf(() => c.req.raw.headers, appOf(c.req.header(APP_HEADER)), visitors);
    const notes: ApiContext["notes"] = {};
    const callerAddress = callerAddressOf(incomingOf(c));
    c.set("exchange", { requestId, log: requestLog(log, requestId), notes, visitor, callerAddress, https });
    await next();
    const milliseconds = performance.now() - begun;
    const { status } = c.res;
    metrics.observeRequest(c.req.method, c.req.routePath, status, milliseconds / 1000);
    if (notes.cache) metrics.countCacheRead(notes.cache);
    const line = { requestId, method: c.req.method, path: c.req.path, status, ms: Math.round(milliseconds) };
    // Successful reads are many and say little.
    if (c.req.method === "GET" && status < 400) log.debug(line, "answered");
    else log.info(line, "answered");
  };
}

/** Rate limits every request by address; tRPC does it itself, because its refusals have their own shape. */
function withRateLimit({ limiter }: ServerParts) {
  return async (c: ApiHonoContext, next: () => Promise<void>): Promise<void> => {
    const { path } = c.req;
    if (path !== ALIVE_PATH && !path.startsWith(TRPC_PREFIX)) await admit(c, limiter);
    await next();
  };
}

function admit(c: ApiHonoContext, limiter: RateLimiter): Promise<void> {
  return charge(limiter, c.get("exchange").callerAddress, chargeOf(c.req.method, c.req.path));
}

function mountDocuments(app: ApiServer, { apiUrl, version }: ServerParts): void {
  const document = createOpenApiDocument({ version, serverUrl: apiUrl });
  const page = docsPage(document);
  app.get("/api/openapi.json", (c) => json(c, document));
  app.get("/api/docs", (c) =>
    c.body(page, 200, {
      ...FIXED_HEADERS,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": DOCS_POLICY,
      ...ownHeaders(c),
    }),
  );
}

/** A known path with a wrong method is 405, an unknown one 404, and a thrown error becomes a problem document. */
function mountRefusals(app: ApiServer): void {
  for (const [path, methods] of methodsByPath()) {
    app.all(path, (c) => problem(c, refusalOfStatus(405), { allow: methods.join(", ") }));
  }
  app.notFound((c) => problem(c, refusalOfStatus(404)));
  app.onError((error, c) => {
    const { idempotencyKey: key } = readIdempotencyKey(c.req.header("idempotency-key"));
    const { refusal, fault } = refusalOfThrown(error, key);
    if (fault) c.get("exchange").log.error({ err: error }, "a request failed");
    return problem(c, refusal);
  });
}

function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const path of [
    ORDER_LINK_PATH,
    STOCK_EVENTS_PATH,
    INVENTORY_EVENTS_PATH,
    "/api/openapi.json",
    "/api/docs",
    ALIVE_PATH,
  ])
    methods.set(path, ["GET"]);
  for (const path of [...Object.values(AUTH_PATHS), WEBHOOK_PATH, PAGE_READS_PATH])
    methods.set(path, ["POST"]);
  for (const route of restRoutes) {
    const path = honoPath(route);
    methods.set(path, [...(methods.get(path) ?? []), route.method]);
  }
  return methods;
}
