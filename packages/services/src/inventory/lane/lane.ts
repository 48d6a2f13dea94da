import type { Hold } from "@scarlet/domain/inventory";
import type { StockCommand, StockLane } from "../../context/index.ts";
import { createFailedReleases } from "./failed-releases.ts";
import { createLaneQueue, type Queued } from "./lane-queue.ts";
import { type ServeParts, serveGroup } from "./serve-group.ts";

/** The bounds of the lane. */
export type LaneLimits = {
  /** How many commands one transaction takes. */
  readonly groupSize: number;
  /** Above this many waiting commands a new one is refused. */
  readonly maxWaiting: number;
  /** A command whose decision would begin later than this is refused. */
  readonly maxWaitMs: number;
  /** How long a command may take in all, waiting and meeting conflicts; after a long wait a little is left it still. */
  readonly commandMs: number;
};

/** What a lane is made of. */
export type LaneParts<H extends Hold> = Omit<ServeParts<H>, "failedReleases"> & {
  readonly limits?: Partial<LaneLimits>;
};

const DEFAULT_LIMITS: LaneLimits = { groupSize: 256, maxWaiting: 4096, maxWaitMs: 2000, commandMs: 10_000 };
/** A group that meets conflicts blocks the lane, so the time it may try has an upper and a lower bound. */
const MAX_TRY_MS = 5_000;
const MIN_TRY_MS = 2_000;

/**
 * The checkout lane: one per API process, in front of the stock store. While a transaction is in flight new commands
 * queue; the next transaction takes them all, decides them in order of arrival and commits once. So the commands of one
 * process never conflict, and a crowd costs as many commits as there are groups.
 */
export function createLane<H extends Hold>(parts: LaneParts<H>): StockLane<H> {
  const { store } = parts;
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const queue = createLaneQueue<H>(limits);
  const failedReleases = createFailedReleases();
  let serving = false;

  async function serveAll(): Promise<void> {
    if (serving) return;
    serving = true;
    for (let group = queue.takeGroup(); group.length > 0; group = queue.takeGroup()) {
      const begun = performance.now();
      await serveGroup({ ...parts, failedReleases }, group, begun + tryMs(group, begun, limits));
      queue.recordDuration(performance.now() - begun);
    }
    serving = false;
  }

  return {
    submit<R>(command: StockCommand<H, R>): Promise<R> {
      const answer = new Promise<R>((resolve, reject) => {
        queue.add({ command, resolve, reject });
      });
      void serveAll();
      return answer;
    },
    waiting: () => queue.length(),
    endedHolds: (limit) => store.endedHolds(limit, failedReleases.ids()),
    listRows: (input) => store.listRows(input),
    listMovements: (input) => store.listMovements(input),
    counts: () => store.counts(),
  };
}

/** How long a group may try: what is left of `commandMs` for the command that has waited longest. */
function tryMs<H extends Hold>(group: readonly Queued<H>[], now: number, limits: LaneLimits): number {
  const left = limits.commandMs - Math.max(...group.map(({ since }) => now - since));
  return Math.min(MAX_TRY_MS, Math.max(MIN_TRY_MS, left));
}
