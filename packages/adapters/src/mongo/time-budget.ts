/** What stands in the way of a command: others who write the same, or a database that does not answer. */
export type Obstacle = "conflict" | "away";

/** The time that one command may take in all its tries together, however many layers try again. */
export type TimeBudget = {
  /** Whether it may try again after this. */
  readonly hasTime: (obstacle: Obstacle) => boolean;
  /** So much of the time passed while the database was away: it does not count against conflicts. */
  readonly spentAway: (ms: number) => void;
};

export type TimeBudgetOptions = {
  /** How long conflicts may last, 5 s unless told. */
  readonly conflictMs?: number | undefined;
  /** How long the database may be away, 20 s unless told: an election takes about ten. */
  readonly awayMs?: number;
  /** A clock that never steps, in milliseconds. */
  readonly monotonicMs?: () => number;
};

const CONFLICT_MS = 5_000;
const AWAY_MS = 20_000;

/** A budget that begins now. */
export function startBudget({
  conflictMs = CONFLICT_MS,
  awayMs = AWAY_MS,
  monotonicMs = () => performance.now(),
}: TimeBudgetOptions = {}): TimeBudget {
  const begunAt = monotonicMs();
  let away = 0;
  return {
    hasTime(obstacle) {
      const spent = monotonicMs() - begunAt;
      return obstacle === "away" ? spent < awayMs : spent - away < conflictMs;
    },
    spentAway(ms) {
      away += ms;
    },
  };
}
