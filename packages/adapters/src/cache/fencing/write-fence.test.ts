import type { ProductStock } from "@scarlet/domain/inventory";
import { outcomeUnknown, temporarilyUnavailable } from "@scarlet/domain/kernel";
import { beforeEach, expect, test, vi } from "vitest";
import { type Committed, DeadlinePassedError, type Fencing } from "../../inventory/index.ts";
import {
  type CacheControl,
  CacheSickError,
  CONTROL_TIMES,
  type ControlReading,
} from "../control/cache-control.ts";
import { createAbsentScripts } from "../protocol/stock-cache.absent.ts";
import type { Publication, StockScripts } from "../protocol/stock-cache.port.ts";
import { createWriteFence } from "./write-fence.ts";

const log = { info() {}, warn() {}, error() {} };
const reading: ControlReading = {
  mode: "on",
  epoch: 1,
  shopId: "shop",
  lineage: [],
  keptOff: null,
  runId: "r",
  sinceMs: 0,
  nowMs: 1_000_000,
  wallSentAtMs: 0,
  sentAtMs: 0,
  offSinceMs: 0,
};
let clockMs = 0;
let silentUntilMs = 0;
let fenced: string[] = [];

/** The shop of a process whose Redis answers it from some instant on, and others all the time. */
function shop() {
  const sick = vi.fn();
  const told: [known: string[], unknown: readonly string[]][] = [];
  const committed = (stocks: readonly ProductStock[], unknown: readonly string[]) =>
    told.push([stocks.map(({ productId }) => productId), unknown]);
  const released: Publication[] = [];
  let mayRelease = Promise.resolve();
  /** Keeps releases on their way until what it gives back is called. */
  const hold = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    mayRelease = promise;
    return resolve;
  };
  const control: CacheControl = {
    times: CONTROL_TIMES,
    reading: () => reading,
    viewAgeMs: () => 0,
    youngerThan: () => null,
    readable: () => reading,
    mayWriteUnfenced: () => false,
    reportGuardMissing: () => {},
    wasEmptied: () => false,
    nowMs: () => reading.nowMs,
    renew: async () => reading,
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
    async release(_, __, publications) {
      await mayRelease;
      released.push(...publications);
      return publications.map(() => "set" as const);
    },
  };
  const fence = createWriteFence({
    scripts,
    control,
    log,
    events: { sick, committed },
    monotonicMs: () => clockMs,
    sleep: async (ms) => {
      clockMs += ms;
    },
  });
  return { fence, sick, released, told, hold };
}

beforeEach(() => {
  clockMs = 0;
  silentUntilMs = 0;
  fenced = [];
});

/** A transaction that writes a mug. */
async function sell(fencing: Fencing): Promise<Committed<string>> {
  const mark = await fencing.fence(["mug"]).set;
  return { result: "written", written: { fenced: mark, stocks: [] } };
}

test("a process whose Redis is late for a second writes a second later, and behind its fence", async () => {
  silentUntilMs = 1_500;
  const { fence, sick } = shop();
  const commit = vi.fn(async (fencing: Fencing) => {
    const sold = await sell(fencing);
    expect(fenced).toEqual(["mug"]);
    return sold;
  });
  expect(await fence.around(commit)).toBe("written");
  expect(commit.mock.calls.length).toBeGreaterThan(1);
  expect(sick).not.toHaveBeenCalled();
});

test("a process that alone does not reach Redis refuses within seconds, and never writes past its readers", async () => {
  silentUntilMs = Number.POSITIVE_INFINITY;
  const { fence, sick } = shop();
  const committed = vi.fn();
  const commit = async (fencing: Fencing) => {
    const sold = await sell(fencing);
    committed();
    return sold;
  };
  await expect(fence.around(commit)).rejects.toMatchObject({ code: "service.unavailable" });
  expect(committed).not.toHaveBeenCalled();
  expect(sick).toHaveBeenCalledOnce();
  expect(clockMs).toBeLessThan(4_000);
});

test("a transaction that fails of itself takes its fence away and leaves nothing unhandled", async () => {
  const { fence, released } = shop();
  const refusal = temporarilyUnavailable(1);
  const commit = async ({ fence: fenceOf }: Fencing): Promise<Committed<string>> => {
    fenceOf(["mug"]);
    throw refusal;
  };
  await expect(fence.around(commit)).rejects.toBe(refusal);
  await fence.settled();
  expect(released).toEqual([{ productId: "mug", version: -1, value: null, ttlMs: 0 }]);
});

test("a commit whose outcome nobody knows keeps its fence: what it wrote may be there", async () => {
  const { fence, released } = shop();
  const commit = async ({ fence: fenceOf }: Fencing): Promise<Committed<string>> => {
    await fenceOf(["mug"]).set;
    throw outcomeUnknown();
  };
  await expect(fence.around(commit)).rejects.toMatchObject({ code: "service.outcome_unknown" });
  await fence.settled();
  expect(released).toEqual([]);
});

test("what a repeated transaction does not write in the end is released as well, without a value", async () => {
  const { fence, released, told } = shop();
  const stock = { productId: "lamp", version: 7, freeAt: null, contentVersion: 1, skus: [] };
  await fence.around(async (fencing) => {
    await fencing.fence(["mug"]).set;
    const fencedNow = await fencing.fence(["lamp"]).set;
    return { result: "written", written: { fenced: fencedNow, stocks: [stock] } };
  });
  await fence.settled();
  expect(released.map(({ productId, version }) => [productId, version])).toEqual([
    ["mug", -1],
    ["lamp", 7],
  ]);
  expect(told).toEqual([[["lamp"], ["mug"]]]);
});

test.each([
  ["an error", new Error("connection closed")],
  ["a refusal", outcomeUnknown()],
])("the outcome of a commit that nobody knows ends no fence: %s", async (_, lost) => {
  const { fence, released, told } = shop();
  const commit = async (fencing: Fencing): Promise<Committed<string>> => {
    await fencing.fence(["mug"]).set;
    throw lost;
  };
  await expect(fence.around(commit)).rejects.toBe(lost);
  await fence.settled();
  expect(released).toEqual([]);
  // It may have been written: whoever shows the mug has to read it again.
  expect(told).toEqual([[[], ["mug"]]]);
});

test("a command whose time is over begins no other transaction", async () => {
  const { fence } = shop();
  const commit = vi.fn(async () => {
    throw new DeadlinePassedError();
  });
  await expect(fence.around(commit, () => commit.mock.calls.length < 2)).rejects.toMatchObject({
    code: "service.unavailable",
  });
  expect(commit).toHaveBeenCalledTimes(2);
});

test("nobody waits for the publishing", async () => {
  const { fence, released, hold } = shop();
  const release = hold();
  expect(await fence.around(sell)).toBe("written");
  expect(released).toEqual([]);
  release();
  await fence.settled();
  expect(released).toHaveLength(1);
});
