/** Why a command has to be tried again: a write conflict, or a database that cannot be reached. */
export type Obstacle = "conflict" | "unavailable";

/** The time that one command may take in all its attempts together, however many layers retry it. */
export type TimeBudget = {
  /** Whether there is time for another attempt after this obstacle. */
  readonly hasTime: (obstacle: Obstacle) => boolean;
  /** Records time that passed while the database was unavailable: it does not count against conflicts. */
  readonly addUnavailableTime: (ms: number) => void;
};

export type TimeBudgetOptions = {
  /** How long conflicts may last; 5 s by default. */
  readonly conflictMs?: number | undefined;
  /** How long the database may be unavailable; 20 s by default, since an election takes about ten. */
  readonly unavailableMs?: number;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
};

const CONFLICT_BUDGET_MS = 5_000;
const UNAVAILABLE_BUDGET_MS = 20_000;

/** Starts a budget whose time runs from now. */
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
