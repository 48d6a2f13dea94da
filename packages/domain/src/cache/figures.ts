/**
 * How long after a change was known to be committed the auditor asks what shoppers are told, in milliseconds: at once,
 * and again later, because a value that was right may be overwritten by an older one.
 */
export const PROBE_AGES_MS = [0, 100, 1_000, 60_000] as const;
export type ProbeAge = (typeof PROBE_AGES_MS)[number];

/** The auditor's probes of one age, and how many of them were answered older than what was committed. */
export type Probes = { readonly afterMs: number; readonly total: number; readonly stale: number };

/** Probes added up by age, in the order of the ages; what a process of an earlier release did not tell counts none. */
export function sumProbes(all: readonly (readonly Probes[] | undefined)[]): Probes[] {
  const told = all.flatMap((probes) => probes ?? []);
  return PROBE_AGES_MS.map((afterMs) => {
    const ofAge = told.filter((each) => each.afterMs === afterMs);
    return {
      afterMs,
      total: ofAge.reduce((sum, { total }) => sum + total, 0),
      stale: ofAge.reduce((sum, { stale }) => sum + stale, 0),
    };
  });
}

/** Reads of one product's stock, by where the answer came from. */
export type ReadCounts = { readonly hits: number; readonly misses: number; readonly bypasses: number };

/**
 * What became of reads, in three words: answered by Redis, answered after a fill, answered by the database alone.
 * Other names in `reads` tell of steps on the way and are no answers.
 */
export function readCounts(reads: Readonly<Record<string, number>>): ReadCounts {
  const { hit = 0, fill = 0, joined = 0, refused_fill = 0, bypass = 0 } = reads;
  return { hits: hit, misses: fill + joined + refused_fill, bypasses: bypass };
}

/** The share of reads that Redis answered, from 0 to 1; null: there were none. */
export function hitRate({ hits, misses, bypasses }: ReadCounts): number | null {
  const all = hits + misses + bypasses;
  return all === 0 ? null : hits / all;
}

/**
 * How many nines of freshness so many probes support with 95 % confidence: none stale in n means, by the rule of
 * three, a share below 3/n. With k stale ones it is k + 1.65√k + 3 in n, a little more than Poisson's bound. Never
 * below 0.
 */
export function nines({ total, stale }: { readonly total: number; readonly stale: number }): number {
  if (total === 0) return 0;
  const share = (stale + 1.65 * Math.sqrt(stale) + 3) / total;
  return Math.max(0, -Math.log10(Math.min(1, share)));
}

/**
 * The time within which a share of what was counted lies, in milliseconds, from counts in classes: the upper bound of
 * the class where it falls. Infinity: in the class without bound. Null: nothing was counted.
 */
export function timeWithin(
  classes: readonly { readonly upToMs: number | null; readonly count: number }[],
  share: number,
): number | null {
  const all = classes.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return null;
  let below = 0;
  for (const { upToMs, count } of classes) {
    below += count;
    if (below >= share * all) return upToMs ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}
