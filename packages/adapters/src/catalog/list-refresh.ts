import type { ListHead } from "@scarlet/domain/catalog";
import { LIST_FRESH_SECONDS } from "../redis/index.ts";

/** A list as it is kept: whose it is, when it was loaded by the clock of who did, and how long that took, in milliseconds. */
export type KeptList = {
  readonly name: string;
  readonly head: ListHead;
  readonly loadedAtMs: number;
  readonly tookMs: number;
};

/**
 * Whether a list should be loaded anew although it may still be shown. Due when it is older than it should be, and with
 * a growing chance shortly before, the earlier the longer a load takes (XFetch): so a list that many ask for is
 * renewed by one of them before its time, and nobody waits. `random` is above 0 and at most 1.
 */
export function isDue(
  { loadedAtMs, tookMs }: Pick<KeptList, "loadedAtMs" | "tookMs">,
  nowMs: number,
  random: number,
): boolean {
  const leftMs = loadedAtMs + 1_000 * LIST_FRESH_SECONDS - nowMs;
  return -tookMs * Math.log(random) >= leftMs;
}
