import type { Log } from "@scarlet/domain/kernel";
import type { StockScripts } from "../protocol/stock-cache.port.ts";
import {
  type CacheControl,
  type ControlReading,
  type ControlStore,
  drainMs,
  type RedisHealth,
} from "./cache-control.ts";

export type ControlLoopParts = {
  readonly control: CacheControl;
  readonly store: ControlStore;
  readonly health: RedisHealth;
  readonly guards: Pick<StockScripts, "setGuards" | "openGuards" | "expireOld">;
  readonly log: Log;
  readonly monotonicMs?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
};

/**
 * A reading this young, in steps of the loop, is not renewed: the look at the lineage reads the same document every
 * second, so that a shop at rest reads it once in a second and not three times. Where that look is late this loop renews as
 * long before the reading runs out as ever, give or take a tenth of a second.
 */
const SPARES_RENEWAL = 1.8;

/** Renews this process's reading, and brings the cache back for all processes when it is off and Redis is healthy. */
export type ControlLoop = {
  /** One round, with a reading of its own. Raises when the database does not answer. */
  step(): Promise<void>;
  /** A round after the other, until stopped, each with a reading that is young enough. */
  start(): { stop(): Promise<void> };
};

/** See docs/cache.md for the rules and the model that checks them. */
export function createControlLoop(parts: ControlLoopParts): ControlLoop {
  const { control, store, health, log } = parts;
  const { times } = control;
  const monotonicMs = parts.monotonicMs ?? (() => performance.now());
  /** The Redis that takes this process's fences, and since when. */
  let here: { readonly runId: string; readonly sinceMs: number } | null = null;
  /** Since when the Redis that is meant takes none of this process. */
  let lostSinceMs: number | null = null;

  const look = (): void => {
    const runId = health.writesAt();
    if (runId === null) here = null;
    else if (here?.runId !== runId) here = { runId, sinceMs: monotonicMs() };
  };
  /** A Redis that has never been used needs no time to prove itself. */
  const isWell = (seen: ControlReading): boolean =>
    here !== null && monotonicMs() - here.sinceMs >= (seen.runId === "" ? 0 : times.healthyMs);

  /** Switches the cache off when no process can set fences, or when Redis was emptied, without waiting for a write. */
  async function whileOn(seen: ControlReading): Promise<void> {
    if (here?.runId === seen.runId) {
      lostSinceMs = null;
      if (!isWell(seen) || !control.wasEmptied(seen.epoch)) return;
    } else {
      lostSinceMs ??= monotonicMs();
      if (monotonicMs() - lostSinceMs < times.lostMs) return;
      // When other processes still reach the Redis that is meant, only this process has a fault.
      if (await health.peersCanWrite(seen.runId)) return;
    }
    if (await store.change(seen, { mode: "off", epoch: seen.epoch, runId: seen.runId }))
      log.warn(
        { epoch: seen.epoch },
        "Redis was emptied, is another one or takes no writes: the cache is off",
      );
  }

  async function goBy(known: ControlReading | null): Promise<void> {
    look();
    const seen = known ?? (await control.renew());
    if (seen.mode === "on") return whileOn(seen);
    lostSinceMs = null;
    if (here === null || seen.keptOff !== null || !isWell(seen)) return;
    // Writers of a drain fence in its epoch only: a process whose reading still says "on" would not see these fences.
    if (seen.mode === "off" && !control.mayWriteUnfenced(seen)) return;
    // A drain that lasts longer than it can belongs to a process that died.
    if (seen.mode === "drain" && seen.nowMs - seen.sinceMs < drainMs(times) + times.marginMs) return;
    void drainAndOpen(parts, seen, here.runId).catch((error: unknown) =>
      log.error({ err: error }, "the stock cache could not be brought back"),
    );
  }

  const round = () => goBy(control.youngerThan(SPARES_RENEWAL * times.refreshMs));
  return { step: () => goBy(null), start: () => runRounds(parts, round) };
}

async function drainAndOpen(parts: ControlLoopParts, seen: ControlReading, runId: string): Promise<void> {
  const { control, store, health, log } = parts;
  const { times } = control;
  const epoch = seen.epoch + 1;
  if (!(await store.change(seen, { mode: "drain", epoch, runId }))) return;
  await parts.guards.setGuards({ epoch, runId }, true);
  await sleepOf(parts)(drainMs(times));
  if (health.writesAt() !== runId) return;
  // Somebody may have switched off and begun anew meanwhile: our guard would stop the writers of the new epoch.
  const still = await control.renew();
  if (still.mode !== "drain" || still.epoch !== epoch) return;
  if (!(await parts.guards.openGuards({ epoch, runId }))) {
    // Writers of this drain may be on their way with a fence that is forgotten, or without one: the next drain outlasts them.
    log.warn({ epoch }, "Redis was emptied during the drain: the stock cache begins anew");
    return;
  }
  if (!(await store.change({ mode: "drain", epoch }, { mode: "on", epoch, runId }))) return;
  log.info({ epoch }, "the stock cache is in use");
  await parts.guards.expireOld({ epoch, runId });
}

function runRounds(parts: ControlLoopParts, step: () => Promise<void>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await step();
      } catch (error) {
        parts.log.warn({ err: error }, "the cache's control document could not be read");
      }
      await Promise.race([sleepOf(parts)(parts.control.times.refreshMs), stopped]);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function sleepOf(parts: ControlLoopParts): (ms: number) => Promise<void> {
  return parts.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
}
