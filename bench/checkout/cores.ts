import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Which cores the shop and the crowd run on. */
export type Cores = {
  /** Runs what starts processes of the shop: API, database and Redis all share the first core. */
  forShop<T>(start: () => Promise<T>): Promise<T>;
  /** In words, for the report. */
  readonly told: string;
};

/**
 * The shop on the first core and the crowd on the second, where that can be had: a figure of "one core" is then one. A
 * process gives its core to what it starts, so the bench itself moves over while it starts the shop.
 */
export function shareCores(): Cores {
  const free: Cores = { forShop: (start) => start(), told: "shop and crowd share all cores" };
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
    told: "API, database and Redis on core 0, the crowd on core 1",
  };
}

/** Whether this process and all of its threads now run on that core alone. */
function moveTo(core: number): boolean {
  const moved = spawnSync("taskset", ["--all-tasks", "--cpu-list", "--pid", `${core}`, `${process.pid}`]);
  return moved.status === 0;
}
