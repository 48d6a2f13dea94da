"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Keeps the focus in a row whose controls give way to others: when the one that had it is gone, its button gets it.
 * `kind` names the controls that are there now.
 */
export function useKeptFocus<T extends HTMLElement>(kind: string) {
  const row: RefObject<T | null> = useRef(null);
  const had = useRef(false);
  useLayoutEffect(() => {
    const { current } = row;
    // React tells of no blur when it takes the focused element away, so `had` still tells how it was before.
    if (kind === "" || !had.current || current === null || current.contains(document.activeElement)) return;
    current.querySelector<HTMLElement>(".button")?.focus({ preventScroll: true });
  }, [kind]);
  const onFocus = () => {
    had.current = true;
  };
  const onBlur = () => {
    had.current = false;
  };
  return { ref: row, onFocus, onBlur };
}
