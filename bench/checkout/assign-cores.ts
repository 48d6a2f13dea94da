import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Which cores the shop and the buyers run on. */
export type Cores = {
  /** Runs what starts processes of the shop: API, database and Redis all share the first core. */
  forShop<T>(start: () => Promise<T>): Promise<T>;
  /** The assignment in words, for the report. */
  readonly description: string;
};

/**
 * Puts the shop on the first core and the buyers on the second where that is possible, so that results are of exactly
 * one core. Processes inherit their core, so the bench moves to the first core while it starts the shop.
 */
export function assignCores(): Cores {
  const free: Cores = { forShop: (start) => start(), description: "shop and buyers share all cores" };
  if (availableParallelism() < 2 || !moveTo(1)) return free;
  return {
    async forShop(start) {
      moveTo(0);
      try {
        return await start();
      } finally {
        moveTo(1);
      }
    },
    description: "API, database and Redis on core 0, the buyers on core 1",
  };
}

/** Whether this process and all of its threads now run on that core alone. */
function moveTo(core: number): boolean {
  const moved = spawnSync("taskset", ["--all-tasks", "--cpu-list", "--pid", `${core}`, `${process.pid}`]);
  return moved.status === 0;
}
