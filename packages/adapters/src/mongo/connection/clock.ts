import type { Clock } from "@scarlet/domain/kernel";
import type { Db } from "mongodb";

/** How old a reading of the database's time may be: two hosts' clocks drift apart by far less in this time. */
const MAX_READING_AGE_MS = 1_000;

type Reading = { readonly serverMs: number; readonly sentAt: number };

export type ClockOptions = {
  /** Asks the database for its time, in milliseconds since 1970. */
  readonly serverTimeMs: () => Promise<number>;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
};

/** A clock that also takes what another answer of the primary said of its time. */
export type ToldClock = Clock & {
  /** `serverMs` was told in answer to what was sent at `sentAt`, by `performance.now()`. */
  told(serverMs: number, sentAt: number): void;
};

/**
 * The database's time, never behind it: the time it told plus all the time since it was asked (it answered later than
 * that), one millisecond up because it tells whole ones. Asked again after a second.
 */
export function createClock(options: ClockOptions): ToldClock {
  const monotonicMs = options.monotonicMs ?? (() => performance.now());
  let last: Reading | undefined;
  let asking: Promise<Reading> | undefined;

  const ask = async (): Promise<Reading> => {
    const sentAt = monotonicMs();
    last = { serverMs: await options.serverTimeMs(), sentAt };
    return last;
  };
  const read = (): Promise<Reading> => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
  const reading = async (): Promise<Reading> => {
    if (last && monotonicMs() - last.sentAt < MAX_READING_AGE_MS) return last;
    try {
      return await read();
    } catch (error) {
      // Without an answer, the last reading plus our monotonic clock still bounds the database's time from above.
      if (last) return last;
      throw error;
    }
  };
  return {
    told(serverMs, sentAt) {
      if (last === undefined || last.sentAt < sentAt) last = { serverMs, sentAt };
    },
    async now() {
      const { serverMs, sentAt } = await reading();
      return new Date(Math.ceil(serverMs + 1 + (monotonicMs() - sentAt)));
    },
  };
}

/** The primary's own time, as `hello` tells it. */
export async function serverTimeMs(db: Db): Promise<number> {
  const hello = await db.admin().command({ hello: 1 }, { readPreference: "primary" });
  const time: unknown = hello.localTime;
  if (!(time instanceof Date)) throw new TypeError("the database's hello tells no localTime");
  return time.getTime();
}
