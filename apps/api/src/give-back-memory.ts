import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const LOOK_EVERY_MS = 20_000;
/** A process that used less of its time than this is quiet: nobody waits while garbage is collected. */
const QUIET_SHARE = 0.05;
/** So much more memory than after the last time is worth a collection. */
const WORTH_BYTES = 32 * 1024 * 1024;

export type MemoryParts = {
  /** Processor time that this process has used so far. */
  readonly cpuMs: () => number;
  /** What the heap takes of the machine, garbage and room to grow included. */
  readonly heapBytes: () => number;
  /** Collects all garbage and gives back what is free then. */
  readonly collect: () => void;
};

/**
 * Gives back, while nobody asks anything, what a start or a crowd took. V8 collects when it needs room, and a quiet process
 * never does: a hundred megabytes of a start's garbage would stay for as long as the shop is quiet.
 */
export function createMemoryKeeper({ cpuMs, heapBytes, collect }: MemoryParts): () => void {
  let before = cpuMs();
  let least = 0;
  return () => {
    const now = cpuMs();
    const isQuiet = now - before < QUIET_SHARE * LOOK_EVERY_MS;
    before = now;
    least = Math.min(least, heapBytes());
    if (!isQuiet || heapBytes() - least < WORTH_BYTES) return;
    collect();
    least = heapBytes();
  };
}

/** Looks three times a minute, as long as the process lives. */
export function giveBackMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const look = createMemoryKeeper({
    cpuMs: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    },
    heapBytes: () => getHeapStatistics().total_heap_size,
    collect: () => collect(),
  });
  setInterval(look, LOOK_EVERY_MS).unref();
}
