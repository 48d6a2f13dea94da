/**
 * Quiet listeners are told something too, or what lies between takes them for gone, and they would take a connection for
 * open that is not.
 */
const KEEP_ALIVE_INTERVAL_MS = 15_000;
/**
 * Listeners that vanished without a word (a laptop that was shut, a network that was left) are found after minutes only,
 * or never when something between keeps the connection. So every stream ends; who is there opens it again.
 */
const MAX_STREAM_MS = 15 * 60_000;
/** Who takes nothing for so long, not even into the buffers on the way, is not there. */
const WRITE_TIMEOUT_MS = 30_000;
/** For so long at most, staff whose session or role has been taken go on hearing. */
const AUTHORITY_CHECK_MS = 60_000;

/** The times that every stream of events keeps. */
export type StreamTimes = {
  readonly quietMs: number;
  readonly lastsMs: number;
  readonly takesWithinMs: number;
  /** How often a stream that is not for anybody asks whether it still may. */
  readonly checksMs: number;
};

export const STREAM_TIMES: StreamTimes = {
  quietMs: KEEP_ALIVE_INTERVAL_MS,
  lastsMs: MAX_STREAM_MS,
  takesWithinMs: WRITE_TIMEOUT_MS,
  checksMs: AUTHORITY_CHECK_MS,
};
