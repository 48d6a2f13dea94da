import type { Hold } from "@scarlet/domain/inventory";
import type { StockCommand, StockLane } from "../context/index.ts";
import { openQueue, type Queued } from "./lane-queue.ts";
import { type ServeParts, serveGroup } from "./serve-group.ts";
import { openUnreleasable } from "./unreleasable.ts";

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

export type LaneParts<H extends Hold> = Omit<ServeParts<H>, "unreleasable"> & {
  readonly limits?: Partial<LaneLimits>;
};

const LIMITS: LaneLimits = { groupSize: 256, maxWaiting: 4096, maxWaitMs: 2000, commandMs: 10_000 };
/** The lane is blocked by a group that meets conflicts, so it tries for so long at most, and at least for so long. */
const LONGEST_TRY_MS = 5_000;
const SHORTEST_TRY_MS = 2_000;

/**
 * The checkout lane: one per API process, in front of the stock store. While a transaction is in flight new commands
 * queue; the next transaction takes them all, decides them in order of arrival and commits once. So the commands of one
 * process never conflict, and a crowd costs as many commits as there are groups.
 */
export function createLane<H extends Hold>(parts: LaneParts<H>): StockLane<H> {
  const { store } = parts;
  const limits = { ...LIMITS, ...parts.limits };
  const queue = openQueue<H>(limits);
  const unreleasable = openUnreleasable();
  let serving = false;

  async function serveAll(): Promise<void> {
    if (serving) return;
    serving = true;
    for (let group = queue.take(); group.length > 0; group = queue.take()) {
      const begun = performance.now();
      await serveGroup({ ...parts, unreleasable }, group, begun + tryMs(group, begun, limits));
      queue.served(performance.now() - begun);
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
    endedHolds: (limit) => store.endedHolds(limit, unreleasable.ids()),
    listRows: (input) => store.listRows(input),
    listMovements: (input) => store.listMovements(input),
    counts: () => store.counts(),
  };
}

/** How long a group may try: what its longest waiter has left. */
function tryMs<H extends Hold>(group: readonly Queued<H>[], now: number, limits: LaneLimits): number {
  const left = limits.commandMs - Math.max(...group.map(({ since }) => now - since));
  return Math.min(LONGEST_TRY_MS, Math.max(SHORTEST_TRY_MS, left));
}
