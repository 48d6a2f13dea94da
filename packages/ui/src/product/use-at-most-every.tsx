import { useEffect, useState } from "react";

type Pace = {
  readonly everyMs: number;
  /** What the value is of: of another thing it is another value at once, and no change. */
  readonly of: string;
  /** This value does not wait. */
  readonly atOnce?: boolean;
};

/** A value that changes once in `everyMs` at most, to what it is by then. `before`: what it was until the last change. */
export function useAtMostEvery<T>(value: T, { everyMs, of, atOnce = false }: Pace) {
  const [shown, setShown] = useState<{ of: string; now: T; before: T | undefined; atMs: number }>({
    of,
    now: value,
    before: undefined,
    atMs: Number.NEGATIVE_INFINITY,
  });
  useEffect(() => {
    if (shown.of === of && Object.is(shown.now, value)) return;
    const waitMs = atOnce ? 0 : Math.max(0, shown.atMs + everyMs - performance.now());
    const timer = setTimeout(
      () => setShown({ of, now: value, before: shown.now, atMs: performance.now() }),
      waitMs,
    );
    return () => clearTimeout(timer);
  }, [value, everyMs, of, atOnce, shown]);
  if (shown.of !== of) {
    const other = { of, now: value, before: undefined, atMs: Number.NEGATIVE_INFINITY };
    setShown(other);
    return other;
  }
  return shown;
}
