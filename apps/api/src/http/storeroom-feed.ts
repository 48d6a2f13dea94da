import type { LatestMovement, StockEvents } from "@scarlet/domain/inventory";

/** So long between two readings: nobody reads eight movements faster than that. */
const READ_EVERY_MS = 3_000;

export type StoreroomParts = {
  readonly stockEvents: Pick<StockEvents, "listen">;
  /** Reads the latest movements as they are now. */
  readonly readMovements: () => Promise<readonly LatestMovement[]>;
};

type Tell = (movements: readonly LatestMovement[]) => void;

/** The latest movements of the storeroom, for those who listen in this process. */
export type StoreroomFeed = {
  /** Tells them as far as they are known, and whenever there are others, until the returned function is called. */
  readonly join: (tell: Tell) => () => void;
  /** Reads them again, because somebody may have died before telling; nothing where nobody listens. */
  readonly lookAgain: () => void;
};

/**
 * What was committed only says that it is time to read: once in three seconds at most, however much is sold and however
 * many listen, and never where nobody does. All listeners are told the same.
 */
export function createStoreroomFeed({ stockEvents, readMovements }: StoreroomParts): StoreroomFeed {
  const listeners = new Set<Tell>();
  let known: readonly LatestMovement[] = [];
  let [isAsked, isReading] = [false, false];
  let deafen: (() => void) | undefined;

  const tellNewest = async (): Promise<void> => {
    const latest = await readMovements().catch(() => undefined);
    // What cannot be read now is asked for again.
    if (latest === undefined) isAsked = true;
    if (latest === undefined || latest.every(({ id }, place) => id === known[place]?.id)) return;
    known = latest;
    for (const tell of listeners) tell(latest);
  };
  const readInTurn = async (): Promise<void> => {
    isReading = true;
    while (isAsked && listeners.size > 0) {
      isAsked = false;
      await tellNewest();
      await rest();
    }
    isReading = false;
  };
  const ask = (): void => {
    isAsked = true;
    if (!isReading) void readInTurn();
  };
  const leave = (tell: Tell): void => {
    listeners.delete(tell);
    if (listeners.size > 0) return;
    deafen?.();
    deafen = undefined;
    known = [];
  };
  return {
    join(tell) {
      listeners.add(tell);
      if (known.length > 0) tell(known);
      // Listened first, then read: nothing is missed between the two.
      if (deafen === undefined) {
        deafen = stockEvents.listen(({ kind }) => {
          if (kind !== "interrupted" && kind !== "end") ask();
        });
        ask();
      }
      return () => leave(tell);
    },
    lookAgain() {
      if (listeners.size > 0) ask();
    },
  };
}

/** Keeps no process from ending. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS).unref());
}
