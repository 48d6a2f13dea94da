import type { CacheHistory } from "@scarlet/domain/cache";

type Steps = CacheHistory["steps"];

/** Reads per second in one step of the history: the three bands of the chart from the bottom up. */
export type Rates = { readonly hits: number; readonly misses: number; readonly bypasses: number };

/** A step shorter than this counts as so long: a single read in its first second must not look like a peak. */
const MIN_STEP_MS = 10_000;

/** Reads per second of each step. The last step is not over yet, so it is divided by the time that has passed. */
export function ratesOf({ steps, stepMs }: Pick<CacheHistory, "steps" | "stepMs">, now: Date): Rates[] {
  return steps.map(({ at, hits, misses, bypasses }) => {
    const passedMs = Math.min(stepMs, Math.max(MIN_STEP_MS, now.getTime() - at.getTime()));
    const perSecond = (count: number) => (1_000 * count) / passedMs;
    return { hits: perSecond(hits), misses: perSecond(misses), bypasses: perSecond(bypasses) };
  });
}

/** The top value of an axis with `parts` equal steps, each a round number (1, 2, 2.5, 5 or 10 times a power of ten). */
export function niceTop(highest: number, parts = 3): number {
  const least = Math.max(highest, 0.001) / parts;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= least) ?? 10;
  return Number((step * power * parts).toPrecision(6));
}

const WIDTH = 1_000;
const HEIGHT = 100;

/** SVG paths of the three bands in a box of 1000 by 100, and of the line on top of the hits. */
export function bandsOf(rates: readonly Rates[], top: number) {
  const x = (index: number) => (rates.length < 2 ? 0 : (WIDTH * index) / (rates.length - 1));
  const y = (value: number) => HEIGHT - (HEIGHT * value) / top;
  const line = (heights: readonly number[]) =>
    heights.map((height, index) => `${round(x(index))} ${round(y(height))}`).join("L");
  const band = (lower: readonly number[], upper: readonly number[]) => {
    const back = lower.map((height, index) => `${round(x(index))} ${round(y(height))}`).toReversed();
    return `M${line(upper)}L${back.join("L")}Z`;
  };
  const bottom = rates.map(() => 0);
  const hits = rates.map((rate) => rate.hits);
  const misses = rates.map((rate) => rate.hits + rate.misses);
  const all = rates.map((rate) => rate.hits + rate.misses + rate.bypasses);
  return {
    hits: band(bottom, hits),
    hitsLine: `M${line(hits)}`,
    misses: band(hits, misses),
    bypasses: band(misses, all),
  };
}

/** The highest sum of all three bands, in reads per second. */
export function highestOf(rates: readonly Rates[]): number {
  return Math.max(0, ...rates.map(({ hits, misses, bypasses }) => hits + misses + bypasses));
}

/** The counts of all steps together. */
export function totalsOf(steps: Steps) {
  const sum = { hits: 0, misses: 0, bypasses: 0, refusedFills: 0 };
  for (const step of steps) {
    sum.hits += step.hits;
    sum.misses += step.misses;
    sum.bypasses += step.bypasses;
    sum.refusedFills += step.refusedFills;
  }
  return sum;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
