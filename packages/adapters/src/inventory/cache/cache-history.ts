import { type CacheHistory, type CacheSpan, type ReadCounts, readCounts } from "@scarlet/domain/inventory";
import type { Log } from "@scarlet/domain/kernel";
import type { Db } from "mongodb";
import type { CacheReport } from "./tally.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** How often a process adds what it did since; what a killed one had not added is lost to the chart. */
const ADD_EVERY_MS = 10_000;
/** How far back the auditor's probes are summed. */
const AUDIT_MS = 30 * DAY_MS;

/** Two grains: minutes for the charts of a day, hours for all that is older. */
const GRAINS = [
  { name: "minute", ms: MINUTE_MS, keptMs: DAY_MS + HOUR_MS },
  { name: "hour", ms: HOUR_MS, keptMs: AUDIT_MS + DAY_MS },
] as const;
type Grain = (typeof GRAINS)[number]["name"];

const SPANS: Record<CacheSpan, { readonly grain: Grain; readonly stepMs: number; readonly steps: number }> = {
  "1h": { grain: "minute", stepMs: MINUTE_MS, steps: 60 },
  "24h": { grain: "minute", stepMs: 30 * MINUTE_MS, steps: 48 },
  "7d": { grain: "hour", stepMs: 2 * HOUR_MS, steps: 84 },
};

/** What is added up over time. */
export type Done = ReadCounts & {
  readonly refusedFills: number;
  readonly probes: number;
  readonly staleProbes: number;
};
type DoneRecord = Done & { _id: string; grain: Grain; at: Date; goesAt: Date };

const NOTHING: { -readonly [Name in keyof Done]: number } = {
  hits: 0,
  misses: 0,
  bypasses: 0,
  refusedFills: 0,
  probes: 0,
  staleProbes: 0,
};
const NAMES = ["hits", "misses", "bypasses", "refusedFills", "probes", "staleProbes"] as const;

function recordsOf(db: Db) {
  return db.collection<DoneRecord>("stock_cache_history");
}

/** What a process has done so far. */
export function doneOf({ reads, refusedFills, probes }: CacheReport): Done {
  return {
    ...readCounts(reads),
    refusedFills: Object.values(refusedFills).reduce((sum, count) => sum + count, 0),
    probes: probes.total,
    staleProbes: probes.stale,
  };
}

/** Adds what was done to the minute and the hour of `now`. All processes add to the same two records. */
export async function addDone(db: Db, done: Done, now: Date): Promise<void> {
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
    find(db, "hour", new Date(now.getTime() - AUDIT_MS)),
  ]);
  const sums = Array.from({ length: steps }, () => ({ ...NOTHING }));
  for (const record of all) {
    const place = Math.floor((record.at.getTime() - from) / stepMs);
    const sum = sums[place];
    if (sum) sums[place] = added(sum, record);
  }
  const probes = audited.reduce(added, NOTHING);
  return {
    stepMs,
    steps: sums.map(({ hits, misses, bypasses, refusedFills }, place) => {
      return { at: new Date(from + place * stepMs), hits, misses, bypasses, refusedFills };
    }),
    probes: { total: probes.probes, stale: probes.staleProbes },
  };
}

async function find(db: Db, grain: Grain, from: Date): Promise<DoneRecord[]> {
  return recordsOf(db)
    .find({ grain, at: { $gte: from } })
    .toArray();
}

function added(sum: Done, more: Done): Done {
  const total = { ...NOTHING };
  for (const name of NAMES) total[name] = sum[name] + more[name];
  return total;
}

/** Adds what this process did, every ten seconds and at its end. What cannot be added now is added later. */
export function keepHistory(db: Db, report: () => CacheReport, log: Log): { stop(): Promise<void> } {
  let counted = NOTHING;
  let running: Promise<void> = Promise.resolve();
  const add = async (): Promise<void> => {
    const now = doneOf(report());
    const since = { ...NOTHING };
    for (const name of NAMES) since[name] = now[name] - counted[name];
    if (NAMES.every((name) => since[name] === 0)) return;
    try {
      await addDone(db, since, new Date());
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
  const timer = setInterval(() => void next(), ADD_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await next();
    },
  };
}
