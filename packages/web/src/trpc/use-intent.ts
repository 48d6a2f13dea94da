"use client";

import { useCallback, useRef } from "react";
import { newIdempotencyKey } from "./idempotency-key.ts";

/**
 * Idempotency keys for one intent at a time. While nobody knows whether a write was done, `keyFor` returns the same key
 * for the same intent (compared as JSON), so that retries cannot do it twice. A different intent, or one after
 * `answered` was called, gets a new key.
 */
export function useIntent(): { keyFor: (intent: unknown) => string; answered: () => void } {
  const open = useRef<{ readonly intent: string; readonly key: string }>(undefined);
  const keyFor = useCallback((wanted: unknown) => {
    const intent = JSON.stringify(wanted);
    if (open.current?.intent !== intent) open.current = { intent, key: newIdempotencyKey() };
    return open.current.key;
  }, []);
  const answered = useCallback(() => {
    open.current = undefined;
  }, []);
  return { keyFor, answered };
}
