import {
  type CacheReport,
  type StockCache,
  TIME_BUCKETS_MS,
  type TimeHistogram,
} from "@scarlet/adapters/cache";
import { Counter, Gauge, type Registry } from "prom-client";

const CACHE_MODES = ["on", "drain", "off"] as const;

/** What Prometheus reads of the stock cache. Everything is counted where it happens; it is only copied here. */
export function addCacheMetrics(registry: Registry, { control, stats, standing }: StockCache): () => void {
  const registers = [registry];
  const counter = (name: string, help: string, label: string) =>
    new Counter({ name: `scarlet_stock_cache_${name}`, help, labelNames: [label], registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `scarlet_stock_cache_${name}`, help, labelNames, registers });
  const reads = counter("reads_total", "Reads of one product's stock, by what became of them.", "result");
  const releases = counter(
    "release_total",
    "Fences released after a write, by what became of them.",
    "result",
  );
  const refused = counter("fill_refused_total", "Fills that came to nothing, by reason.", "reason");
  const waits = counter("lease_wait_total", "Reads that waited for another process's fill.", "result");
  const sick = counter(
    "sick_total",
    "Writes refused because only this process does not reach Redis.",
    "result",
  );
  const probes = new Counter({
    name: "scarlet_stock_cache_probe_total",
    help: "The auditor's probes of what shoppers are told, by how long after a commit they asked.",
    labelNames: ["result", "after_ms"],
    registers,
  });
  const warmed = counter(
    "warmed_total",
    "Products that the last warming of this process looked at.",
    "result",
  );
  const copyPages = addPages(registry);
  const fences = gauge("fence_active", "Fences of this process whose write has not ended.");
  const mode = gauge("control_mode", "1 for the mode that this process sees.", ["mode"]);
  const epoch = gauge("control_epoch", "The epoch that this process sees.");
  const viewAge = gauge("view_age_ms", "How old this process's reading of the control document is.");
  const usable = gauge("usable", "1 while this process may read the cache.");
  const copyDatabaseReads = addDatabaseReads(counter);
  const times = {
    write_fence_wait: timesOf(
      registry,
      "write_fence_wait_seconds",
      "How long writes waited for their fence.",
    ),
    release_lag: timesOf(registry, "release_lag_seconds", "From a commit to its value in the cache."),
  };
  return () => {
    const report = stats.report();
    copy(reads, "result", report.reads);
    copy(releases, "result", report.releases);
    copy(refused, "reason", report.refusedFills);
    copyDatabaseReads(report);
    copy(waits, "result", { waited: report.reads.waited });
    copy(sick, "result", { refused: report.refusedAsSick });
    copyProbes(probes, report.audits);
    copyPages(report);
    const { products, filled } = report.warming;
    copy(warmed, "result", { filled, there: products - filled });
    fences.set(report.fences.length);
    const reading = control.reading();
    for (const each of CACHE_MODES) mode.set({ mode: each }, reading?.mode === each ? 1 : 0);
    epoch.set(reading?.epoch ?? 0);
    viewAge.set(control.viewAgeMs() ?? -1);
    usable.set(standing() === "on" && control.readable() !== null ? 1 : 0);
    times.write_fence_wait(report.fenceWait);
    times.release_lag(report.releaseLag);
  };
}

function addPages(registry: Registry): (report: CacheReport) => void {
  const pages = new Counter({
    name: "scarlet_pages_sent_total",
    help: "Pages that storefronts sent, as they told this process: from what was kept, made for all, or for one visitor.",
    labelNames: ["how"],
    registers: [registry],
  });
  return (report) => copy(pages, "how", report.pages);
}

type MakeCounter = (name: string, help: string, label: string) => Counter;

/** What the database answered, for lack of a value in the cache. */
function addDatabaseReads(counter: MakeCounter): (report: CacheReport) => void {
  const overlays = counter(
    "db_overlay_reads_total",
    "Reads of one product's stock that the database answered.",
    "result",
  );
  const joins = counter(
    "next_flight_joins_total",
    "Reads of one product's stock that shared a database read which had not begun.",
    "result",
  );
  return ({ reads: { bypass, fill, refused_fill, below_floor }, shared }) => {
    copy(overlays, "result", { bypass, fill, refused_fill, below_floor });
    copy(joins, "result", { shared });
  };
}

function copy(counter: Counter, label: string, counts: Readonly<Record<string, number>>): void {
  counter.reset();
  for (const [value, count] of Object.entries(counts)) counter.inc({ [label]: value }, count);
}

function copyProbes(counter: Counter, audits: CacheReport["audits"]): void {
  counter.reset();
  for (const { afterMs, total, stale } of audits) {
    counter.inc({ result: "fresh", after_ms: afterMs }, total - stale);
    counter.inc({ result: "stale", after_ms: afterMs }, stale);
  }
}

/** A histogram whose counts were taken elsewhere, written as Prometheus reads it. */
function timesOf(registry: Registry, name: string, help: string): (classes: TimeHistogram) => void {
  const registers = [registry];
  const full = `scarlet_stock_cache_${name}`;
  const buckets = new Counter({ name: `${full}_bucket`, help, labelNames: ["le"], registers });
  const count = new Counter({ name: `${full}_count`, help, registers });
  const sum = new Counter({ name: `${full}_sum`, help, registers });
  return ({ counts, sumMs }) => {
    for (const each of [buckets, count, sum]) each.reset();
    let below = 0;
    for (const [place, many] of counts.entries()) {
      below += many;
      const bound = TIME_BUCKETS_MS[place];
      buckets.inc({ le: bound === undefined ? "+Inf" : String(bound / 1_000) }, below);
    }
    count.inc(below);
    sum.inc(sumMs / 1_000);
  };
}
