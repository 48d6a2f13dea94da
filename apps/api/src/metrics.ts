import type { StockCache } from "@scarlet/adapters/cache";
import type { CacheOutcome } from "@scarlet/domain/catalog";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { addCacheMetrics } from "./cache-metrics.ts";

export type Metrics = {
  /** A request was answered after `seconds`. */
  observeRequest(method: string, route: string, status: number, seconds: number): void;
  /** Sets how many SKUs have drift. */
  setDriftingSkus(skus: number): void;
  /** Counts a catalog read by its cache outcome. */
  countCacheRead(outcome: CacheOutcome): void;
  text(): Promise<string>;
  readonly contentType: string;
};

/**
 * How often it is looked how late the event loop is. Each look wakes the process: at the library's 10 ms that was a
 * fifth of what an API costs that nobody asks anything. What holds the loop up for longer than this is always seen.
 */
const EVENT_LOOP_LOOK_MS = 250;
const REQUEST_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Metrics in Prometheus format. `waiting` returns how many stock commands wait to be decided. */
export function createMetrics(options: {
  readonly waiting: () => number;
  /** The stock cache of this process; memory shops have none. */
  readonly stockCache?: StockCache;
}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_LOOK_MS });
  const requests = new Histogram({
    name: "scarlet_http_request_seconds",
    help: "How long requests took, by route.",
    labelNames: ["method", "route", "status"],
    buckets: REQUEST_BUCKETS_SECONDS,
    registers: [registry],
  });
  const cacheReads = new Counter({
    name: "scarlet_cache_reads_total",
    help: "Catalog answers: hit, all from Redis; miss, something was filled; bypass, Redis not asked or not usable.",
    labelNames: ["result"],
    registers: [registry],
  });
  for (const result of ["hit", "miss", "bypass"] as const) cacheReads.inc({ result }, 0);
  const waiting = new Gauge({
    name: "scarlet_stock_commands_waiting",
    help: "Stock commands of this process that wait to be decided.",
    registers: [registry],
  });
  const drift = new Gauge({
    name: "scarlet_ledger_drift",
    help: "SKUs whose stock row, ledger and open holds do not agree. Anything but 0 is an alarm: run npm run ledger:verify.",
    registers: [registry],
  });
  drift.set(0);
  const copyCache = options.stockCache && addCacheMetrics(registry, options.stockCache);
  return {
    setDriftingSkus: (skus) => drift.set(skus),
    observeRequest: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    countCacheRead: (result) => cacheReads.inc({ result }),
    text: () => {
      waiting.set(options.waiting());
      copyCache?.();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
