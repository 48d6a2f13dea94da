import { type CacheAdmin, type CacheHealth, sumProbes } from "@scarlet/domain/cache";
import type { StockReader } from "@scarlet/domain/inventory";
import type { Mongo } from "../mongo/index.ts";
import { createControlStore } from "./control/control-store.ts";
import type { StockScripts } from "./protocol/stock-cache.port.ts";
import { createStockDecoder } from "./protocol/stock-value.ts";
import { readHistory } from "./telemetry/cache-history.ts";
import { TIME_BUCKETS_MS, type TimeHistogram } from "./telemetry/cache-stats.ts";
import { type Heartbeat, readHeartbeats } from "./telemetry/heartbeat.ts";
import { queryProcesses } from "./telemetry/process-query.ts";
import { figuresOf } from "./telemetry/stock-totals.ts";

export type CacheAdminParts = {
  readonly mongo: Mongo;
  readonly scripts: Pick<StockScripts, "read" | "drop">;
  /** Reads stock from the database. */
  readonly source: StockReader;
  readonly warm: CacheAdmin["warm"];
};

/** The operator's view: what all processes say of themselves, and the few things that can be done at any time. */
export function createCacheAdmin({ mongo, scripts, source, warm }: CacheAdminParts): CacheAdmin {
  const store = createControlStore(mongo.db);
  const decoder = createStockDecoder();
  return {
    async health() {
      const [state, words] = await Promise.all([store.read(), readHeartbeats(mongo.db)]);
      const { mode, epoch, sinceMs, nowMs, keptOff } = state;
      const [since, now] = [new Date(sinceMs), new Date(nowMs)];
      return { mode, epoch, since, now, keptOff, ...together(words) };
    },
    async history(span) {
      const { nowMs } = await store.read();
      return readHistory(mongo.db, span, new Date(nowMs));
    },
    async inspect(productIds) {
      const state = await store.read();
      // Redis first: what the database says then is at least as new, so that "behind" is never a matter of the order.
      const texts = await scripts.read(state, productIds).catch((): null[] => []);
      const stock = await source.readStock(productIds);
      return productIds.map((productId, place) => {
        const cached = decoder.decode(productId, texts[place] ?? "", state.nowMs);
        const database = stock.get(productId);
        return {
          productId,
          cached: cached && figuresOf(cached),
          database: database ? figuresOf(database) : null,
        };
      });
    },
    async ask(productId) {
      // The database is read first: a process that is asked after this must not answer with an older version.
      const committed = (await source.readStock([productId])).get(productId)?.version ?? null;
      return { committed, processes: await queryProcesses(mongo.db, productId) };
    },
    warm,
    async purge(productId) {
      const state = await store.read();
      // Of a cache that is off nothing is read, and the Redis that it was in may be gone.
      if (state.mode !== "off") await scripts.drop(state, productId, Number.MAX_SAFE_INTEGER);
    },
    async renewEpoch() {
      const seen = await store.read();
      return seen.mode === "on" && store.change(seen, { mode: "off", epoch: seen.epoch, runId: seen.runId });
    },
    async switchOff(who) {
      // The document is made by its first reading.
      await store.read();
      await store.keepOff(who);
    },
    async switchOn() {
      const { keptOff } = await store.read();
      if (keptOff !== null) await store.letBack();
      return keptOff !== null;
    },
  };
}

type Together = Omit<CacheHealth, "mode" | "epoch" | "since" | "now" | "keptOff">;

function together(words: readonly Heartbeat[]): Together {
  const reports = words.map(({ report }) => report);
  return {
    drainMs: words.length === 0 ? null : Math.max(...words.map((word) => word.drainMs ?? 0)),
    processes: words.map(({ process, startedAt, reaches, mode, epoch, viewAgeMs, report }) => {
      const { reads, fences } = report;
      const standing = { reachesRedis: reaches, mode, epoch, viewAgeMs };
      return { process, startedAt, ...standing, reads: { ...reads }, writing: fences.length };
    }),
    reads: summed(reports.map(({ reads }) => reads)),
    refusedFills: summed(reports.map(({ refusedFills }) => refusedFills)),
    releases: summed(reports.map(({ releases }) => releases)),
    fenceWait: classes(reports.map(({ fenceWait }) => fenceWait)),
    releaseLag: classes(reports.map(({ releaseLag }) => releaseLag)),
    fences: words.flatMap(({ process, report }) =>
      report.fences.map(({ productIds, ageMs }) => ({ process, productIds: [...productIds], ageMs })),
    ),
    // A process of an earlier release tells none.
    pages: { hit: 0, render: 0, private: 0, ...summed(reports.map(({ pages }) => pages)) },
    probes: sumProbes(reports.map(({ audits }) => audits)),
    warming: lastOf(reports.map(({ warming }) => warming)),
  };
}

/** One process warms for all; the last to do so tells. */
function lastOf(all: readonly CacheHealth["warming"][]): CacheHealth["warming"] {
  const none: CacheHealth["warming"] = { at: null, products: 0, filled: 0 };
  return all.reduce(
    (last, each) => ((each.at?.getTime() ?? 0) > (last.at?.getTime() ?? 0) ? each : last),
    none,
  );
}

/** A process of an earlier release may leave word without some counts. */
function summed(all: readonly (Readonly<Record<string, number>> | undefined)[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts ?? {})) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

function classes(all: readonly TimeHistogram[]): CacheHealth["releaseLag"] {
  return [...TIME_BUCKETS_MS, null].map((upToMs, place) => ({
    upToMs,
    count: all.reduce((sum, { counts }) => sum + (counts[place] ?? 0), 0),
  }));
}
