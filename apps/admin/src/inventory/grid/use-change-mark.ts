"use client";

import { useEffect, useRef, useState } from "react";

const HIGHLIGHT_MS = 1600;
/** Within this, further changes are added to the mark that stands already: a figure that runs must not flicker. */
const MARK_INTERVAL_MS = 1_000;

/** `count` restarts the animation when the same difference comes twice. */
export type ChangeMark = { readonly delta: number; readonly count: number };

/**
 * The mark of a figure that changed while it is shown, until it has faded. `waits`: what changes now is marked later,
 * because somebody types there.
 */
export function useChangeMark(value: number, waits = false): ChangeMark | undefined {
  const shownValue = useRef(value);
  const markedAt = useRef(0);
  const [mark, setMark] = useState<ChangeMark>();
  useEffect(() => {
    const delta = value - shownValue.current;
    if (waits || delta === 0) return;
    shownValue.current = value;
    const isRunning = Date.now() - markedAt.current < MARK_INTERVAL_MS;
    if (!isRunning) markedAt.current = Date.now();
    setMark((old) =>
      isRunning && old
        ? { delta: old.delta + delta, count: old.count }
        : { delta, count: (old?.count ?? 0) + 1 },
    );
  }, [value, waits]);
  useEffect(() => {
    if (mark === undefined) return;
    const timer = setTimeout(() => setMark(undefined), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [mark]);
  return mark;
}
