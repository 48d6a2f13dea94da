import {
  type ControlState,
  type ControlStore,
  createCacheControl,
} from "../../src/inventory/cache/control.ts";
import { createCacheKeeper } from "../../src/inventory/cache/control-keeper.ts";
import type { CacheSpace } from "../../src/inventory/cache/scripts.ts";

const log = { info() {}, warn() {}, error() {} };
const TIMES = {
  viewMs: 2_000,
  beginMs: 3_000,
  transactionMs: 5_000,
  marginMs: 5_000,
  renewMs: 500,
  healthyMs: 5_000,
  lostMs: 5_000,
};

/** A clock that only moves when somebody sleeps, or when the test says so. */
export function openWorld(start: Partial<ControlState> = {}) {
  let nowMs = 1_000;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  let document: ControlState = {
    mode: "off",
    epoch: 0,
    runId: "",
    sinceMs: 0,
    nowMs: 0,
    keptOff: null,
    ...start,
  };
  const guards: string[] = [];
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
      peersWriteAt: async (runId: string) => redis.peersAt === runId,
    };
    const monotonicMs = () => nowMs;
    const sleep = (ms: number) => new Promise<void>((wake) => void sleepers.push({ at: nowMs + ms, wake }));
    const control = createCacheControl({ store, health, log, times: TIMES, monotonicMs, sleep });
    const set = {
      setGuards: async ({ epoch }: CacheSpace) => void guards.push(`${epoch}d`),
      openGuards: async ({ epoch }: CacheSpace) =>
        guards.at(-1) === `${epoch}d` && guards.push(`${epoch}`) > 0,
    };
    const keeper = createCacheKeeper({ control, store, health, guards: set, log, monotonicMs, sleep });
    return { ...control, step: () => keeper.step() };
  };
  return {
    process,
    redis,
    guards,
    store,
    document: () => document,
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
