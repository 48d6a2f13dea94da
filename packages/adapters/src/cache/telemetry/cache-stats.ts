import { type PageCounts, PROBE_AGES_MS, type ProbeAge, type Probes } from "@scarlet/domain/cache";
import type { ReleaseResult } from "../protocol/stock-cache.port.ts";
import type { FillRefusal, StockReadEvent } from "../reading/stock-read.ts";

/** Upper bounds of the classes that times are counted in, in milliseconds; the last class has none. */
export const TIME_BUCKETS_MS = [0.5, 1, 2, 5, 10, 20, 50, 100, 500, 2_000] as const;

/** How often something took how long: one count more than there are bounds. */
export type TimeHistogram = { readonly counts: readonly number[]; readonly sumMs: number };

/** A fence of this process whose write has not ended. */
export type OpenFenceReport = {
  readonly op: string;
  readonly productIds: readonly string[];
  readonly ageMs: number;
};

/** What one process did with the stock cache since it started. */
export type CacheReport = {
  readonly reads: Readonly<Record<StockReadEvent, number>>;
  /** Fills that came to nothing, by reason. */
  readonly refusedFills: Readonly<Record<FillRefusal, number>>;
  /** Reads of products that shared another read's way to the database. */
  readonly shared: number;
  readonly releases: Readonly<Record<ReleaseResult | "failed", number>>;
  readonly fenceWait: TimeHistogram;
  readonly releaseLag: TimeHistogram;
  readonly fences: readonly OpenFenceReport[];
  readonly refusedAsSick: number;
  /** The auditor's probes, by how long after a commit they asked. */
  readonly audits: readonly Probes[];
  /** What storefronts told this process of the pages that they sent. */
  readonly pages: PageCounts;
  /** The last warming of this process: when it ended, what it looked at and what it filled. */
  readonly warming: { readonly at: Date | null; readonly products: number; readonly filled: number };
};

const MAX_REPORTED_FENCES = 20;
/** A process that could not write for lack of Redis is told as sick for so long after. */
const SICK_FOR_MS = 5_000;

/** Counts what happens in one process, for metrics and for the page of the cache's health. */
export type CacheStats = {
  readonly read: (event: StockReadEvent, count: number) => void;
  readonly refusedFill: (reason: FillRefusal) => void;
  readonly shared: (count: number) => void;
  readonly fenced: (op: string, productIds: readonly string[], waitMs: number) => void;
  readonly ended: (op: string) => void;
  readonly released: (outcome: ReleaseResult | "failed", lagMs: number) => void;
  readonly sick: () => void;
  readonly probed: (afterMs: ProbeAge, stale: boolean) => void;
  readonly warmed: (did: { readonly products: number; readonly filled: number }) => void;
  readonly pagesSent: (since: PageCounts) => void;
  readonly isSick: () => boolean;
  readonly report: () => CacheReport;
};

const READ_EVENTS = [
  "hit",
  "fill",
  "joined",
  "waited",
  "fenced",
  "refused_fill",
  "bypass",
  "below_floor",
] as const;
const FILL_REFUSALS = ["no_guard", "voided", "overtaken", "late", "no_answer", "hold_ended"] as const;
const RELEASE_OUTCOMES = ["set", "pending", "cleared", "lost", "no_guard", "failed"] as const;

/** So that a count of none is told as well. */
function zeroCounts<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

export function createCacheStats(monotonicMs: () => number = () => performance.now()): CacheStats {
  const [reads, refusedFills, releases] = [
    zeroCounts(READ_EVENTS),
    zeroCounts(FILL_REFUSALS),
    zeroCounts(RELEASE_OUTCOMES),
  ];
  let shared = 0;
  const fenceWait = createHistogram();
  const releaseLag = createHistogram();
  const open = new Map<string, { readonly productIds: readonly string[]; readonly since: number }>();
  let refusedAsSick = 0;
  const probes = new Map(PROBE_AGES_MS.map((afterMs) => [afterMs, { total: 0, stale: 0 }]));
  const pages = zeroCounts(["hit", "render", "private"]);
  let warming: CacheReport["warming"] = { at: null, products: 0, filled: 0 };
  let sickUntil = Number.NEGATIVE_INFINITY;
  return {
    read(event, count) {
      reads[event] += count;
    },
    refusedFill(reason) {
      refusedFills[reason] += 1;
    },
    shared(count) {
      shared += count;
    },
    fenced(op, productIds, waitMs) {
      fenceWait.add(waitMs);
      open.set(op, { productIds, since: monotonicMs() });
    },
    ended(op) {
      open.delete(op);
    },
    released(outcome, lagMs) {
      releases[outcome] += 1;
      releaseLag.add(lagMs);
    },
    sick() {
      refusedAsSick += 1;
      sickUntil = monotonicMs() + SICK_FOR_MS;
    },
    probed(afterMs, stale) {
      const ofAge = probes.get(afterMs) ?? { total: 0, stale: 0 };
      probes.set(afterMs, { total: ofAge.total + 1, stale: ofAge.stale + Number(stale) });
    },
    warmed(did) {
      warming = { at: new Date(), ...did };
    },
    pagesSent(since) {
      for (const name of ["hit", "render", "private"] as const) pages[name] += since[name];
    },
    isSick: () => monotonicMs() < sickUntil,
    report: () => ({
      reads: { ...reads },
      refusedFills: { ...refusedFills },
      shared,
      releases: { ...releases },
      fenceWait: fenceWait.classes(),
      releaseLag: releaseLag.classes(),
      fences: [...open].slice(0, MAX_REPORTED_FENCES).map(([op, { productIds, since }]) => ({
        op,
        productIds: productIds.slice(0, MAX_REPORTED_FENCES),
        ageMs: Math.round(monotonicMs() - since),
      })),
      refusedAsSick,
      audits: [...probes].map(([afterMs, ofAge]) => ({ afterMs, ...ofAge })),
      pages: { ...pages },
      warming,
    }),
  };
}

function createHistogram() {
  const counts: number[] = [...TIME_BUCKETS_MS.map(() => 0), 0];
  let sumMs = 0;
  return {
    add(ms: number) {
      const place = TIME_BUCKETS_MS.findIndex((bound) => ms <= bound);
      const at = place === -1 ? TIME_BUCKETS_MS.length : place;
      counts[at] = (counts[at] ?? 0) + 1;
      sumMs += ms;
    },
    classes: (): TimeHistogram => ({ counts: [...counts], sumMs }),
  };
}
