import { beforeEach, expect, test, vi } from "vitest";
import { createAbsentScripts } from "./absent-redis.ts";
import { type CacheControl, CacheSickError, CONTROL_TIMES, type View } from "./control.ts";
import type { StockScripts } from "./scripts.ts";
import { createWriteFence } from "./write-fence.ts";

const log = { info() {}, warn() {}, error() {} };
const view: View = {
  mode: "on",
  epoch: 1,
  keptOff: null,
  runId: "r",
  sinceMs: 0,
  nowMs: 1_000_000,
  sentAtMs: 0,
  offSinceMs: 0,
};
let clockMs = 0;
let silentUntilMs = 0;
let fenced: string[] = [];

/** The shop of a process whose Redis answers it from some instant on, and others all the time. */
function shop() {
  const control: CacheControl = {
    times: CONTROL_TIMES,
    view: () => view,
    viewAgeMs: () => 0,
    readable: () => view,
    mayWriteUnfenced: () => false,
    guardMissing: () => {},
    wasEmptied: () => false,
    nowMs: () => view.nowMs,
    renew: async () => view,
    waitWhileOff: async () => {},
    switchOff: () => Promise.reject(new CacheSickError("others reach it")),
  };
  const scripts: StockScripts = {
    ...createAbsentScripts(),
    async fence(_, productIds) {
      // Every question costs what a late answer costs.
      clockMs += 250;
      if (clockMs < silentUntilMs) throw new Error("Command timed out");
      fenced.push(...productIds);
      return productIds.map(() => ({ kind: "fenced" as const }));
    },
    release: async (_, __, publications) => publications.map(() => "set" as const),
  };
  const sick = vi.fn();
  const fence = createWriteFence({
    scripts,
    control,
    log,
    events: { sick },
    monotonicMs: () => clockMs,
    sleep: async (ms) => {
      clockMs += ms;
    },
  });
  return { fence, sick };
}

beforeEach(() => {
  clockMs = 0;
  fenced = [];
});

test("a process whose Redis is late for a second writes a second later, and behind its fence", async () => {
  silentUntilMs = 1_500;
  const { fence, sick } = shop();
  const told = await fence.around(["mug"], async (fencing) => {
    expect(fenced).toEqual(["mug"]);
    expect(fencing.covers("mug")).toBe(true);
    return { result: "written", stocks: [] };
  });
  expect(told).toBe("written");
  expect(sick).not.toHaveBeenCalled();
});

test("a process that alone does not reach Redis refuses within seconds, and never writes past its readers", async () => {
  silentUntilMs = Number.POSITIVE_INFINITY;
  const { fence, sick } = shop();
  const commit = vi.fn();
  await expect(fence.around(["mug"], commit)).rejects.toMatchObject({ code: "service.unavailable" });
  expect(commit).not.toHaveBeenCalled();
  expect(sick).toHaveBeenCalledOnce();
  expect(clockMs).toBeLessThan(4_000);
});
