import {
  type CacheHistory,
  type CacheSpan,
  PROBE_AGES_MS,
  type ProbeAge,
  readCounts,
} from "@scarlet/domain/cache";
import type { Log } from "@scarlet/domain/kernel";
import type { Db } from "mongodb";
import type { CacheReport } from "./cache-stats.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** How often a process adds what it did since; what a killed one had not added is lost to the chart. */
const FLUSH_INTERVAL_MS = 10_000;
/** How far back the auditor's probes are summed. */
const PROBE_WINDOW_MS = 30 * DAY_MS;

/** Two grains: minutes for the charts of a day, hours for all that is older. */
const GRAINS = [
  { name: "minute", ms: MINUTE_MS, keptMs: DAY_MS + HOUR_MS },
  { name: "hour", ms: HOUR_MS, keptMs: PROBE_WINDOW_MS + DAY_MS },
] as const;
type Grain = (typeof GRAINS)[number]["name"];

const SPANS: Record<CacheSpan, { readonly grain: Grain; readonly stepMs: number; readonly steps: number }> = {
  "1h": { grain: "minute", stepMs: MINUTE_MS, steps: 60 },
  "24h": { grain: "minute", stepMs: 30 * MINUTE_MS, steps: 48 },
  "7d": { grain: "hour", stepMs: 2 * HOUR_MS, steps: 84 },
};

/** What is added up over time. */
type CountName =
  | "hits"
  | "misses"
  | "bypasses"
  | "refusedFills"
  | `probes${ProbeAge}`
  | `staleProbes${ProbeAge}`;
export type HistoryCounts = Readonly<Record<CountName, number>>;
/** An earlier release counted less. */
type HistoryRecord = Partial<HistoryCounts> & { _id: string; grain: Grain; at: Date; goesAt: Date };

const COUNT_NAMES: readonly CountName[] = [
  "hits",
  "misses",
  "bypasses",
  "refusedFills",
  ...PROBE_AGES_MS.flatMap((afterMs) => [`probes${afterMs}`, `staleProbes${afterMs}`] as const),
];
const NO_COUNTS = Object.fromEntries(COUNT_NAMES.map((name) => [name, 0])) as HistoryCounts;

function recordsOf(db: Db) {
  return db.collection<HistoryRecord>("stock_cache_history");
}

/** What a process has done so far. */
export function countsOf({ reads, refusedFills, audits }: CacheReport): HistoryCounts {
  return {
    ...NO_COUNTS,
    ...readCounts(reads),
    refusedFills: Object.values(refusedFills).reduce((sum, count) => sum + count, 0),
    ...Object.fromEntries(
      audits.flatMap(({ afterMs, total, stale }) => [
        [`probes${afterMs}`, total],
        [`staleProbes${afterMs}`, stale],
      ]),
    ),
  };
}

/** Adds what was done to the minute and the hour of `now`. All processes add to the same two records. */
export async function addCounts(db: Db, done: Partial<HistoryCounts>, now: Date): Promise<void> {
  await recordsOf(db).bulkWrite(
    GRAINS.map(({ name, ms, keptMs }) => {
      const at = new Date(Math.floor(now.getTime() / ms) * ms);
      const goesAt = new Date(at.getTime() + keptMs);
      return {
        updateOne: {
          filter: { _id: `${name}:${at.toISOString()}` },
          update: { $inc: done, $setOnInsert: { grain: name, at, goesAt } },
          upsert: true,
        },
      };
    }),
    { ordered: false },
  );
}

/** The steps of a span up to `now`, and the auditor's probes of the last thirty days. */
export async function readHistory(db: Db, span: CacheSpan, now: Date): Promise<CacheHistory> {
  const { grain, stepMs, steps } = SPANS[span];
  const from = Math.floor(now.getTime() / stepMs) * stepMs - (steps - 1) * stepMs;
  const [all, audited] = await Promise.all([
    find(db, grain, new Date(from)),
    find(db, "hour", new Date(now.getTime() - PROBE_WINDOW_MS)),
  ]);
  const sums = Array.from({ length: steps }, () => NO_COUNTS);
  for (const record of all) {
    const place = Math.floor((record.at.getTime() - from) / stepMs);
    const sum = sums[place];
    if (sum) sums[place] = added(sum, record);
  }
  const probed = audited.reduce<HistoryCounts>(added, NO_COUNTS);
  return {
    stepMs,
    steps: sums.map(({ hits, misses, bypasses, refusedFills }, place) => {
      return { at: new Date(from + place * stepMs), hits, misses, bypasses, refusedFills };
    }),
    probes: PROBE_AGES_MS.map((afterMs) => ({
      afterMs,
      total: probed[`probes${afterMs}`],
      stale: probed[`staleProbes${afterMs}`],
    })),
  };
}

async function find(db: Db, grain: Grain, from: Date): Promise<HistoryRecord[]> {
  return recordsOf(db)
    .find({ grain, at: { $gte: from } })
    .toArray();
}

function added(sum: HistoryCounts, more: Partial<HistoryCounts>): HistoryCounts {
  return each((name) => sum[name] + (more[name] ?? 0));
}

function each(count: (name: CountName) => number): HistoryCounts {
  return Object.fromEntries(COUNT_NAMES.map((name) => [name, count(name)])) as HistoryCounts;
}

/** Adds what this process did, every ten seconds and at its end. What cannot be added now is added later. */
export function recordHistory(db: Db, report: () => CacheReport, log: Log): { stop(): Promise<void> } {
  let counted = NO_COUNTS;
  let running: Promise<void> = Promise.resolve();
  const add = async (): Promise<void> => {
    const now = countsOf(report());
    const since = each((name) => now[name] - counted[name]);
    if (COUNT_NAMES.every((name) => since[name] === 0)) return;
    try {
      await addCounts(db, since, new Date());
      counted = now;
    } catch (error) {
      log.warn({ err: error }, "the database did not take what this process did with the cache");
    }
  };
  const next = (): Promise<void> => {
    running = running.then(add);
    return running;
  };
  void recordsOf(db)
    .createIndexes([{ key: { grain: 1, at: 1 } }, { key: { goesAt: 1 }, expireAfterSeconds: 0 }])
    .catch((error: unknown) => log.warn({ err: error }, "the cache's history cannot be swept"));
  const timer = setInterval(() => void next(), FLUSH_INTERVAL_MS);
  return {
    async stop() {
      clearInterval(timer);
      await next();
    },
  };
}
