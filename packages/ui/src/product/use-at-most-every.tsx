import { useEffect, useState } from "react";

type Pace = {
  readonly everyMs: number;
  /** What the value is of: of another thing it is another value at once, and no change. */
  readonly of: string;
  /** This value does not wait. */
  readonly atOnce?: boolean;
};

type Shown<T> = {
  readonly of: string;
  readonly now: T;
  readonly before: T | undefined;
  /** How often it has changed. */
  readonly changes: number;
  readonly atMs: number;
};

const firstOf = <T,>(value: T, of: string): Shown<T> => ({
  of,
  now: value,
  before: undefined,
  changes: 0,
  atMs: Number.NEGATIVE_INFINITY,
});

/** A value that changes once in `everyMs` at most, to what it is by then. `before`: what it was until the last change. */
export function useAtMostEvery<T>(value: T, { everyMs, of, atOnce = false }: Pace): Shown<T> {
  const [shown, setShown] = useState<Shown<T>>(() => firstOf(value, of));
  useEffect(() => {
    if (shown.of === of && Object.is(shown.now, value)) return;
    const waitMs = atOnce ? 0 : Math.max(0, shown.atMs + everyMs - performance.now());
    const timer = setTimeout(
      () =>
        setShown({
          of,
          now: value,
          before: shown.now,
          changes: shown.changes + 1,
          atMs: performance.now(),
        }),
      waitMs,
    );
    return () => clearTimeout(timer);
  }, [value, everyMs, of, atOnce, shown]);
  if (shown.of !== of) {
    const other = firstOf(value, of);
    setShown(other);
    return other;
  }
  return shown;
}
