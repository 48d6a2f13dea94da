/** What probes allow to say. `staleShareBelow`: the share of stale answers, with 95 % confidence. */
export type Nines = {
  readonly staleShareBelow: number;
  /** How many nines the share of fresh answers surely has, to one place: 2.5 means more than 99.68 %. */
  readonly nines: number;
};

/** One in twenty. */
const DOUBT = 0.05;

/**
 * How fresh answers are, as far as so many probes can tell; null without probes. With none stale this is the rule of
 * three, 3/n; with some, the upper bound of the Poisson distribution in its place. It says nothing of what was not probed.
 */
export function ninesOf({ total, stale }: { readonly total: number; readonly stale: number }): Nines | null {
  if (total <= 0) return null;
  const expected = stale === 0 ? 3 : mostExpected(stale);
  const staleShareBelow = Math.min(1, expected / total);
  // The small part more is for shares that floating point puts just below a power of ten.
  return { staleShareBelow, nines: Math.max(0, Math.floor(-10 * Math.log10(staleShareBelow) + 1e-9) / 10) };
}

/** The largest mean under which so few would still be seen once in twenty times. */
function mostExpected(seen: number): number {
  let [low, high] = [seen, 3 * seen + 10];
  for (let step = 0; step < 60; step += 1) {
    const mean = (low + high) / 2;
    if (atMost(seen, mean) > DOUBT) low = mean;
    else high = mean;
  }
  return high;
}

/** How likely a Poisson count of this mean is `seen` or less; in logarithms, so that large means do not vanish. */
function atMost(seen: number, mean: number): number {
  let [logTerm, sum] = [-mean, Math.exp(-mean)];
  for (let count = 1; count <= seen; count += 1) {
    logTerm += Math.log(mean / count);
    sum += Math.exp(logTerm);
  }
  return sum;
}
