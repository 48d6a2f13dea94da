import type { IncomingMessage, ServerResponse } from "node:http";
import { RATE_LIMITS, type RateLimiter } from "@scarlet/domain/kernel";
import type { Logger } from "pino";
import type { CallerAddressOf } from "../http/caller-address.ts";
import { FIXED_HEADERS, HTTPS_HEADERS } from "../http/responses.ts";
import type { Metrics } from "../metrics.ts";
import { SEEN_HEADER } from "../seen-versions.ts";

export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** What every hot way needs beside its reads. */
export type HotParts = {
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

/** Whether nothing about a request needs more than its address. */
export function isUsual({ headers }: IncomingMessage): boolean {
  return (
    SLOW_PATH_HEADERS.every((name) => headers[name] === undefined) &&
    PLAIN_HOST_PATTERN.test(headers.host ?? "")
  );
}

/** A refused take costs nothing, so the slow path refuses the same request again and tells the caller. */
export function isAdmitted(
  request: IncomingMessage,
  { limiter, callerAddressOf }: HotParts,
  reads: number,
): boolean {
  return limiter.takeHere(RATE_LIMITS.read, callerAddressOf(request), reads) === 0;
}

/** The head of an answer, as names and values in turn. */
export function headOf(
  { https }: HotParts,
  requestId: string,
  outcome: string,
  bytes: string,
): readonly string[] {
  const fixed = https ? FIXED_HTTPS_HEAD : FIXED_HEAD;
  return [...fixed, "x-request-id", requestId, "x-cache", outcome, "content-length", bytes];
}

/** Measures and logs an answer, as the slow path does. `begun` by `performance.now()`. */
export function noteAnswered(
  { metrics, log }: HotParts,
  request: IncomingMessage,
  { path, requestId, begun }: { readonly path: string; readonly requestId: string; readonly begun: number },
): void {
  const milliseconds = performance.now() - begun;
  metrics.observeRequest("GET", path, 200, milliseconds / 1000);
  if (!log.isLevelEnabled("debug")) return;
  const ms = Math.round(milliseconds);
  log.debug({ requestId, method: "GET", path: request.url?.split("?", 1)[0], status: 200, ms }, "answered");
}
