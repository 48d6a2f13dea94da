import type { FindOptions } from "mongodb";

/** A primary that lost its majority never answers a linearizable read; the caller gives up after this time. */
const ANSWER_TIMEOUT_MS = 1_500;

/**
 * A read that only the present primary answers, after everything it has seen is committed by a majority. Majority reads
 * that follow lag behind no commit; without it, a primary that was cut off could go on telling what was so before.
 * Raises when the database does not answer in time.
 */
export const LINEARIZABLE = {
  readPreference: "primary",
  readConcern: { level: "linearizable" },
  maxTimeMS: ANSWER_TIMEOUT_MS,
} as const satisfies FindOptions;
