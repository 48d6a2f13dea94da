import { RATE_LIMITS, type RateLimit, type RateLimiter, tooManyRequests } from "@scarlet/domain/kernel";
import { INVENTORY_EVENTS_PATH, STOCK_EVENTS_PATH } from "@scarlet/trpc";
import { AUTH_PATHS } from "../accounts/auth-routes.ts";
import { WEBHOOK_PATH } from "./payments-webhook.ts";

/** What a request costs its caller. `isShared`: counted over all processes; reads are counted in this one only. */
export type Charge = { readonly limit: RateLimit; readonly cost: number; readonly isShared: boolean };

const LIMIT_BY_PATH: Readonly<Record<string, RateLimit>> = {
  [AUTH_PATHS.signIn]: RATE_LIMITS.signIn,
  [AUTH_PATHS.signUp]: RATE_LIMITS.signUp,
  [AUTH_PATHS.requestReset]: RATE_LIMITS.signUp,
  [AUTH_PATHS.reset]: RATE_LIMITS.signIn,
  [WEBHOOK_PATH]: RATE_LIMITS.webhook,
};
const READ_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const STREAM_PATHS: ReadonlySet<string> = new Set([STOCK_EVENTS_PATH, INVENTORY_EVENTS_PATH]);
const TRPC_PREFIX = "/api/trpc/";

/** The charge of a request, by its method and its raw path. */
export function chargeOf(method: string, path: string): Charge {
  const cost = path.startsWith(TRPC_PREFIX) ? callsIn(path.slice(TRPC_PREFIX.length)) : 1;
  if (READ_METHODS.has(method)) {
    const limit = STREAM_PATHS.has(path) ? RATE_LIMITS.stream : RATE_LIMITS.read;
    return { limit, cost, isShared: false };
  }
  return { limit: LIMIT_BY_PATH[path] ?? RATE_LIMITS.write, cost, isShared: true };
}

/** A batch costs the sum of its calls. Its commas may be percent-encoded. */
function callsIn(procedures: string): number {
  return procedures.split(/,|%2c/i).length;
}

/** Takes what a request costs. Raises `request.rate_limited`. */
export async function charge(
  limiter: RateLimiter,
  caller: string,
  { limit, cost, isShared }: Charge,
): Promise<void> {
  refuseWhoMustWait(
    isShared ? await limiter.take(limit, caller, cost) : limiter.takeHere(limit, caller, cost),
  );
}

/** Takes what it costs to open a stream, by whatever it is opened. Raises `request.rate_limited`. */
export function chargeStream(limiter: RateLimiter, caller: string): void {
  refuseWhoMustWait(limiter.takeHere(RATE_LIMITS.stream, caller, 1));
}

function refuseWhoMustWait(waitMs: number): void {
  if (waitMs > 0) throw tooManyRequests(waitMs / 1000);
}
