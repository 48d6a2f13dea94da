import type { ProcessAnswer } from "@scarlet/domain/cache";
import { cacheFigures } from "./figures.ts";
import { cacheModesCopy } from "./modes.ts";

const OUTCOMES: Readonly<Record<ProcessAnswer["outcome"], string>> = {
  hit: "answers hit",
  miss: "answers miss",
  fenced: "answers bypass, being written",
  bypass: "answers bypass",
};

/** The words about API processes: what each sees of the cache, and what it answers when asked. */
export const cacheProcessesCopy = {
  head: "API processes",
  note: "A view older than 2,000 ms reads the database",
  columns: {
    process: "Process",
    sees: "Sees",
    viewAge: "View age",
    hitRate: "Hit rate",
    writing: "Writing",
    redis: "Redis",
  },
  reached: "reached",
  notReached: "not reached",
  noModeInTime: "nothing in time",
  none: "No process has left word lately.",

  /** Where a process read its answer and how long that took. Null: it did not answer in time. */
  answer: (answer: ProcessAnswer | null): string =>
    answer === null ? "no answer" : `${OUTCOMES[answer.outcome]}, ${cacheFigures.duration(answer.tookMs)}`,

  /** The mode and epoch of the cache that a process saw when it answered, and how old its reading of them was. */
  controlReading: (answer: ProcessAnswer | null): string => {
    if (answer === null) return "It said nothing in time. Others are not touched by it.";
    const { mode, epoch, viewAgeMs } = answer;
    const sees = mode === null ? "no mode in time" : `${cacheModesCopy.name[mode]} ${epoch}`;
    return `${sees}, view ${cacheFigures.duration(viewAgeMs)}`;
  },
} as const;
