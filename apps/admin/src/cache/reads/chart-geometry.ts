import type { CacheHistory } from "@scarlet/domain/inventory";

type Steps = CacheHistory["steps"];

/** Reads per second in one step, in the three layers of the chart from the ground up. */
export type Rates = { readonly hits: number; readonly misses: number; readonly bypasses: number };

/** The running step is too young to be told by the second before this. */
const SHORTEST_MS = 10_000;

/** Counts to reads per second. The last step is still running: it is divided by what has passed of it. */
export function ratesOf({ steps, stepMs }: Pick<CacheHistory, "steps" | "stepMs">, now: Date): Rates[] {
  return steps.map(({ at, hits, misses, bypasses }) => {
    const passedMs = Math.min(stepMs, Math.max(SHORTEST_MS, now.getTime() - at.getTime()));
    const second = (count: number) => (1_000 * count) / passedMs;
    return { hits: second(hits), misses: second(misses), bypasses: second(bypasses) };
  });
}

/** The top of an axis that has `parts` even steps: the next of 1, 2, 3 or 6 times a power of ten that divides well. */
export function niceTop(highest: number, parts = 3): number {
  const least = Math.max(highest, 0.001) / parts;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= least) ?? 10;
  return Number((step * power * parts).toPrecision(6));
}

const WIDTH = 1_000;
const HEIGHT = 100;

/** The three bands as SVG paths in a box of 1000 by 100, and the line on top of the hits. */
export function bandsOf(rates: readonly Rates[], top: number) {
  const x = (at: number) => (rates.length < 2 ? 0 : (WIDTH * at) / (rates.length - 1));
  const y = (value: number) => HEIGHT - (HEIGHT * value) / top;
  const line = (heights: readonly number[]) =>
    heights.map((height, at) => `${round(x(at))} ${round(y(height))}`).join("L");
  const band = (lower: readonly number[], upper: readonly number[]) => {
    const back = lower.map((height, at) => `${round(x(at))} ${round(y(height))}`).toReversed();
    return `M${line(upper)}L${back.join("L")}Z`;
  };
  const ground = rates.map(() => 0);
  const hits = rates.map((rate) => rate.hits);
  const misses = rates.map((rate) => rate.hits + rate.misses);
  const all = rates.map((rate) => rate.hits + rate.misses + rate.bypasses);
  return {
    hits: band(ground, hits),
    hitsLine: `M${line(hits)}`,
    misses: band(hits, misses),
    bypasses: band(misses, all),
  };
}

/** The highest point of the chart. */
export function highestOf(rates: readonly Rates[]): number {
  return Math.max(0, ...rates.map(({ hits, misses, bypasses }) => hits + misses + bypasses));
}

/** Sums of a span. */
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
