import {
  type ControlState,
  type ControlStore,
  createCacheControl,
} from "../../src/cache/control/cache-control.ts";
import { createControlLoop } from "../../src/cache/control/control-loop.ts";
import type { CacheSpace } from "../../src/cache/protocol/stock-cache.port.ts";

const log = { info() {}, warn() {}, error() {} };
const TIMES = {
  readingValidMs: 2_000,
  beginMs: 3_000,
  transactionMs: 5_000,
  marginMs: 5_000,
  refreshMs: 500,
  healthyMs: 5_000,
  lostMs: 5_000,
};

/** A clock that only moves when somebody sleeps, or when the test says so. */
export function openWorld(start: Partial<ControlState> = {}) {
  let nowMs = 1_000;
  /** By how much the clock on the wall is ahead of the machine's own. */
  let aheadMs = 0;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  let document: ControlState = {
    mode: "off",
    epoch: 0,
    runId: "",
    sinceMs: 0,
    nowMs: 0,
    shopId: "shop",
    lineage: [],
    keptOff: null,
    ...start,
  };
  const guards: string[] = [];
  let replaced = 0;
  const store: ControlStore = {
    read: async () => ({ ...document, nowMs }),
    async change(from, to) {
      if (document.mode !== from.mode || document.epoch !== from.epoch) return false;
      if (to.mode !== "off" && document.keptOff !== null) return false;
      document = { ...document, ...to, sinceMs: nowMs, nowMs };
      return true;
    },
    async keepOff(kept) {
      document = { ...document, mode: "off", keptOff: kept, sinceMs: nowMs };
    },
    async letBack() {
      document = { ...document, keptOff: null };
    },
  };
  /** What all processes know of Redis; `peersAt` is the one that another process can write to. */
  const redis = { runId: "one" as string | null, peersAt: null as string | null };
  const process = () => {
    const health = {
      runId: () => redis.runId,
      writesAt: () => redis.runId,
      peersCanWrite: async (runId: string) => redis.peersAt === runId,
    };
    const monotonicMs = () => nowMs;
    const sleep = (ms: number) => new Promise<void>((wake) => void sleepers.push({ at: nowMs + ms, wake }));
    const wallMs = () => nowMs + aheadMs;
    const clocks = { monotonicMs, wallMs, sleep };
    const onReplaced = () => {
      replaced += 1;
    };
    const parts = { store, health, log, times: TIMES, ...clocks, shopId: "shop", onReplaced };
    const control = createCacheControl(parts);
    const set = {
      setGuards: async ({ epoch }: CacheSpace) => void guards.push(`${epoch}d`),
      openGuards: async ({ epoch }: CacheSpace) =>
        guards.at(-1) === `${epoch}d` && guards.push(`${epoch}`) > 0,
      expireOld: async () => 0,
    };
    const keeper = createControlLoop({ control, store, health, guards: set, log, monotonicMs, sleep });
    return { ...control, step: () => keeper.step(), start: () => keeper.start() };
  };
  return {
    process,
    redis,
    guards,
    store,
    document: () => document,
    /** How often a process found that the document is another shop's. */
    replaced: () => replaced,
    rename(shopId: string) {
      document = { ...document, shopId };
    },
    /** The machine is suspended: the world goes on, and its own clock stands still. */
    suspend(ms: number) {
      aheadMs += ms;
    },
    async pass(ms: number) {
      await settle();
      nowMs += ms;
      for (const sleeper of sleepers.filter(({ at }) => at <= nowMs)) sleeper.wake();
      await settle();
    },
  };
}

export async function outlastOff(
  shop: ReturnType<typeof openWorld>,
  keeper: { step(): Promise<void> },
): Promise<void> {
  await keeper.step();
  await shop.pass(2_000);
  await keeper.step();
}

async function settle(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
}
