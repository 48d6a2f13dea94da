import type { IncomingMessage, ServerResponse } from "node:http";
import type { Cached } from "@scarlet/domain/catalog";
import { RATE_LIMITS, type RateLimiter } from "@scarlet/domain/kernel";
import { getProduct, listProducts } from "@scarlet/services/catalog";
import type { ShopServices } from "@scarlet/trpc";
import type { Logger } from "pino";
import type { CallerAddressOf } from "../http/caller-address.ts";
import { requestIdOf } from "../http/exchange.ts";
import { FIXED_HEADERS, HTTPS_HEADERS } from "../http/responses.ts";
import type { Metrics } from "../metrics.ts";
import { SEEN_HEADER } from "../seen-versions.ts";
import { type JsonBody, jsonOf } from "./json-bodies.ts";
import { createReadPlans, type ReadPlan } from "./read-plans.ts";

export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

export type HotReadParts = {
  readonly services: Pick<ShopServices, "products" | "catalogCache" | "stockReader" | "popularity">;
  readonly metrics: Pick<Metrics, "observeRequest" | "countCacheRead">;
  readonly limiter: Pick<RateLimiter, "takeHere">;
  readonly callerAddressOf: CallerAddressOf;
  /** Browsers reach the API by https. */
  readonly https: boolean;
  readonly log: Pick<Logger, "debug" | "isLevelEnabled">;
};

/** A request with one of these headers takes the slow path. */
const SLOW_PATH_HEADERS = [
  SEEN_HEADER,
  "authorization",
  "content-length",
  "transfer-encoding",
  "expect",
] as const;
const PLAIN_HOST_PATTERN = /^[A-Za-z0-9.-]+(?::\d{1,5})?$/;
const FIXED_HEAD = [...Object.entries(FIXED_HEADERS), ["content-type", "application/json"]].flat();
const FIXED_HTTPS_HEAD = [...FIXED_HEAD, ...Object.entries(HTTPS_HEADERS).flat()];

/**
 * The two reads that make up nearly all of a shop's traffic, a product and a list, on a way of their own before
 * everything else: the same verbs and the same answer, without what other requests need in between. Whatever is
 * unusual about a request or becomes of it is left to `others`, so nothing is refused here.
 */
export function hotReads(parts: HotReadParts, others: Listener): Listener {
  const plans = createReadPlans();
  return (request, response) => {
    const plan = request.method === "GET" && isUsual(request) ? plans.of(request.url ?? "") : null;
    if (plan === null || !isKnown(plan, parts) || !isAdmitted(request, parts))
      return others(request, response);
    return serve(parts, plan, { request, response, others });
  };
}

function isUsual({ headers }: IncomingMessage): boolean {
  return (
    SLOW_PATH_HEADERS.every((name) => headers[name] === undefined) &&
    PLAIN_HOST_PATTERN.test(headers.host ?? "")
  );
}

/** A product that this process has not seen may not exist: the slow path finds out. */
function isKnown(plan: ReadPlan, { services }: HotReadParts): boolean {
  return plan.kind === "list" || services.catalogCache.hintOf(plan.input.slug) !== null;
}

/** A refused take costs nothing, so the slow path refuses the same request again and tells the caller. */
function isAdmitted(request: IncomingMessage, { limiter, callerAddressOf }: HotReadParts): boolean {
  return limiter.takeHere(RATE_LIMITS.read, callerAddressOf(request)) === 0;
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly others: Listener;
};

async function serve(parts: HotReadParts, plan: ReadPlan, exchange: Exchange): Promise<unknown> {
  const { request, response, others } = exchange;
  const begun = performance.now();
  let answer: Cached<JsonBody>;
  try {
    answer = await read(parts.services, plan);
  } catch {
    // The slow path meets the same error and reports it.
    return others(request, response);
  }
  const requestId = requestIdOf(request.headers["x-request-id"]?.toString());
  response.writeHead(200, [
    ...(parts.https ? FIXED_HTTPS_HEAD : FIXED_HEAD),
    "x-request-id",
    requestId,
    "x-cache",
    answer.outcome,
    "content-length",
    answer.value.bytes,
  ]);
  response.end(answer.value.text);
  const milliseconds = performance.now() - begun;
  parts.metrics.observeRequest("GET", plan.path, 200, milliseconds / 1000);
  parts.metrics.countCacheRead(answer.outcome);
  if (parts.log.isLevelEnabled("debug")) {
    const path = request.url?.split("?", 1)[0];
    const ms = Math.round(milliseconds);
    parts.log.debug({ requestId, method: "GET", path, status: 200, ms }, "answered");
  }
  return undefined;
}

async function read(services: HotReadParts["services"], plan: ReadPlan): Promise<Cached<JsonBody>> {
  if (plan.kind === "product") {
    const { value, outcome } = await getProduct(services, plan.input);
    return { value: jsonOf(value), outcome };
  }
  const { value, outcome } = await listProducts(services, plan.input);
  return { value: plan.jsonOf(value), outcome };
}
