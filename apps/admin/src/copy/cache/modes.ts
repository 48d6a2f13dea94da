import type { CacheHealth } from "@scarlet/domain/cache";
import { formatCount } from "../../format/numbers.ts";

/** The words about the modes of the stock cache: the head of its page, switching it on and off, and the top bar. */
export const cacheModesCopy = {
  /** The mode, for the top bar. */
  inTopBar: { on: "Cache on", drain: "Cache draining", off: "Cache off" } satisfies Record<
    CacheHealth["mode"],
    string
  >,

  modes: "Mode of the cache",
  name: { on: "ON", drain: "DRAIN", off: "OFF" } satisfies Record<CacheHealth["mode"], string>,
  means: {
    on: "Reads from Redis, writers fence first",
    drain: "Writers fence, nobody reads the cache",
    off: "Every read goes to the database",
  } satisfies Record<CacheHealth["mode"], string>,

  /** One sentence beside the page's title. */
  summary: {
    off: "Figures stay right; pages are slower",
    drain: "Coming back; figures stay right meanwhile",
    noProbe: "No probe has been made yet",
    stale: (probes: number) =>
      `${formatCount(probes, "probe was", "probes were")} older than a committed change`,
    fresh: "No stock read was found older than a committed change in 30 days",
  },

  /** Below the name of a mode. `since` and `sinceEpoch` are followed by a time. */
  since: "since ",
  sinceEpoch: (epoch: number) => `epoch ${epoch}, since `,
  keptOffBy: (name: string) => `, by ${name}`,
  comingBack: (leftS: number, epoch: number) => `in ${leftS} s, as epoch ${epoch}`,
  drained: (epoch: number, passedS: number, allS: number) => `epoch ${epoch}, ${passedS} of ${allS} s`,
  draining: "Draining",
  drainWaits:
    "Waiting until every write begun before has finished or run out. Then reads use Redis again, under new key names.",
  secondsLeft: (leftS: number) => `${leftS} s`,

  warm: "Warm again",
  warming: "Warming",
  switchOff: "Switch off",
  switchOn: "Switch on, through DRAIN",
  switchingOn: "Switching on",
  switchOnIn: (leftS: number) => (leftS > 0 ? `Switch on in ${leftS} s` : "Switching on"),
  waitsForWrites: "It waits until every write begun before has ended.",
  comesBack: "The cache comes back, through DRAIN.",

  offHead: "Every stock read goes to the database.",
  /** What it means that the cache is off, and how it comes back. `keptOff`: an admin switched it off, and why. */
  offMeans: ({ keptOff, isRedisReached }: Pick<CacheHealth, "keptOff"> & { isRedisReached: boolean }) => {
    const stale = "Nothing in the shop is stale.";
    if (keptOff !== null) {
      const kept = `${stale} It stays off until an admin switches it on.`;
      return keptOff.why === null ? kept : `${kept} ${keptOff.by} wrote: “${keptOff.why}”`;
    }
    return isRedisReached
      ? `${stale} It comes back by itself within seconds.`
      : `${stale} No process reaches Redis; once one does, the cache comes back.`;
  },

  /** The dialog that asks before the cache is switched off. */
  dialog: {
    title: "Switch the stock cache off?",
    effect: (processes: number) =>
      `${
        processes === 1
          ? "The API process reads"
          : `All ${formatCount(processes, "API process", "API processes")} read`
      } stock from the database, at once. Figures stay right. Pages get slower.`,
    wayBack: (seconds: number) => `Coming back takes about ${seconds} seconds, through DRAIN.`,
    why: "Why",
    whyShown: "Shown on this page while it is off",
    keepOn: "Keep it on",
    switchOff: "Switch the cache off",
    switchingOff: "Switching off",
    isBeingSwitchedOff: "It is being switched off.",
    isOff: "The cache is off. Every stock read goes to the database.",
  },
} as const;
