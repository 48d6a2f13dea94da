"use client";

import { useCallback, useRef } from "react";
import { newIdempotencyKey } from "./idempotency.ts";

/**
 * Keys for one intent at a time. While nobody knows whether a write was done, the same wish gets the same key, so
 * that trying again can do nothing twice; another wish, or a wish that was answered, gets a new one.
 */
export function useIntent(): { keyFor: (wish: unknown) => string; answered: () => void } {
  const open = useRef<{ readonly wish: string; readonly key: string }>(undefined);
  const keyFor = useCallback((wish: unknown) => {
    const words = JSON.stringify(wish);
    if (open.current?.wish !== words) open.current = { wish: words, key: newIdempotencyKey() };
    return open.current.key;
  }, []);
  const answered = useCallback(() => {
    open.current = undefined;
  }, []);
  return { keyFor, answered };
}
