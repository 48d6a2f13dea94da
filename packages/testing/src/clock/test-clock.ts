import type { Clock } from "@scarlet/domain/kernel";

/** The database's time, moved by hand. */
export type TestClock = Clock & {
  read(): Date;
  advance(ms: number): void;
};

/** A clock that stands still until a test moves it. */
export function createTestClock(start = new Date("2026-01-05T12:00:00.000Z")): TestClock {
  let nowMs = start.getTime();
  return {
    now: async () => new Date(nowMs),
    read: () => new Date(nowMs),
    advance(ms) {
      nowMs += ms;
    },
  };
}
