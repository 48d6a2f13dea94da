import { type ReadCounts, readCounts } from "@scarlet/domain/cache";
import { useEffect, useState } from "react";
import type { Health } from "../health.ts";

const MINUTE_MS = 60_000;

type Sample = { readonly atMs: number; readonly counts: ReadCounts };

/** The reads of the last minute, or since the page was opened. Null until there are two reports to compare. */
export function useLastMinute(health: Health | undefined): ReadCounts | null {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (health === undefined) return;
    const now = { atMs: health.now.getTime(), counts: readCounts(health.reads) };
    setSamples((before) => withSample(before, now));
  }, [health]);
  return sinceFirst(samples);
}

/**
 * Adds a sample and drops those older than a minute. When the total went down, a process has ended and its counts are
 * missing: then all older samples are dropped, because a difference would be wrong.
 */
export function withSample(before: readonly Sample[], now: Sample): readonly Sample[] {
  const last = before.at(-1);
  if (last !== undefined && totalOf(now.counts) < totalOf(last.counts)) return [now];
  return [...before.filter(({ atMs }) => atMs > now.atMs - MINUTE_MS && atMs !== now.atMs), now];
}

/** The reads between the oldest sample and the newest. */
export function sinceFirst(samples: readonly Sample[]): ReadCounts | null {
  const [first, last] = [samples.at(0), samples.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  return {
    hits: last.counts.hits - first.counts.hits,
    misses: last.counts.misses - first.counts.misses,
    bypasses: last.counts.bypasses - first.counts.bypasses,
  };
}

function totalOf({ hits, misses, bypasses }: ReadCounts): number {
  return hits + misses + bypasses;
}
