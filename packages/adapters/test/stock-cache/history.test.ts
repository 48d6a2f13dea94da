import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCounts, readHistory, recordHistory } from "../../src/cache/telemetry/cache-history.ts";
import { createCacheStats } from "../../src/cache/telemetry/cache-stats.ts";
import { openTestDatabase, type TestDatabase } from "../harness/database.ts";

const quiet = { info() {}, warn() {}, error() {} };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 120_000);
afterAll(() => database.close());

describe("the history", () => {
  const NOW = new Date("2026-03-03T14:31:58Z");
  const MINUTE_MS = 60_000;
  const done = { hits: 90, misses: 8, bypasses: 2, refusedFills: 1, probes0: 5, probes100: 4 };
  const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE_MS);

  test("adds up what all processes did, each at its time", async () => {
    const [one, other] = [database.mongo.db, database.other.db];
    await Promise.all([
      addCounts(one, done, NOW),
      addCounts(other, done, NOW),
      addCounts(one, done, ago(45)),
    ]);
    await addCounts(one, { ...done, staleProbes0: 1 }, ago(3 * 24 * 60));
    const hour = await readHistory(one, "1h", NOW);
    expect(hour.steps).toHaveLength(60);
    expect(hour.steps.at(-1)).toMatchObject({ hits: 180, misses: 16, bypasses: 4, refusedFills: 2 });
    expect(hour.steps.at(-46)).toMatchObject({ hits: 90 });
    expect(hour.steps.reduce((sum, { hits }) => sum + hits, 0)).toBe(270);
    expect(hour.probes).toEqual([
      { afterMs: 0, total: 20, stale: 1 },
      { afterMs: 100, total: 16, stale: 0 },
      { afterMs: 1_000, total: 0, stale: 0 },
      { afterMs: 60_000, total: 0, stale: 0 },
    ]);
    const week = await readHistory(one, "7d", NOW);
    expect(week.steps.reduce((sum, { hits }) => sum + hits, 0)).toBe(360);
    const day = await readHistory(one, "24h", NOW);
    expect(day.steps.reduce((sum, { bypasses }) => sum + bypasses, 0)).toBe(6);
  });

  test("is kept by every process: what it did since the last time is added at its end", async () => {
    // A database of its own: the test above has its history in the other.
    const db = database.mongo.client.db(`${database.mongo.db.databaseName}_history`);
    let hits = 7;
    const report = () => ({ ...blank, reads: { ...blank.reads, hit: hits } });
    const blank = createCacheStats().report();
    const kept = recordHistory(db, report, quiet);
    hits = 12;
    await kept.stop();
    const { steps } = await readHistory(db, "1h", new Date());
    expect(steps.reduce((sum, step) => sum + step.hits, 0)).toBe(12);
  });
});
