/** What stands in the way of a command: others who write the same, or a database that does not answer. */
export type Obstacle = "conflict" | "unavailable";

/** The time that one command may take in all its tries together, however many layers try again. */
export type TimeBudget = {
  /** Whether it may try again after this. */
  readonly hasTime: (obstacle: Obstacle) => boolean;
  /** So much of the time passed while the database was away: it does not count against conflicts. */
  readonly addUnavailableTime: (ms: number) => void;
};

export type TimeBudgetOptions = {
  /** How long conflicts may last, 5 s unless told. */
  readonly conflictMs?: number | undefined;
  /** How long the database may be away, 20 s unless told: an election takes about ten. */
  readonly unavailableMs?: number;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
};

const CONFLICT_BUDGET_MS = 5_000;
const UNAVAILABLE_BUDGET_MS = 20_000;

/** A budget that begins now. */
export function startBudget({
  conflictMs = CONFLICT_BUDGET_MS,
  unavailableMs = UNAVAILABLE_BUDGET_MS,
  monotonicMs = () => performance.now(),
}: TimeBudgetOptions = {}): TimeBudget {
  const begunAt = monotonicMs();
  let away = 0;
  return {
    hasTime(obstacle) {
      const spent = monotonicMs() - begunAt;
      return obstacle === "unavailable" ? spent < unavailableMs : spent - away < conflictMs;
    },
    addUnavailableTime(ms) {
      away += ms;
    },
  };
}
