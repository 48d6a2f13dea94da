"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/** Whether an element has left the screen. */
export function useOutOfSight<T extends Element>(): [RefObject<T | null>, boolean] {
  const element = useRef<T>(null);
  const [away, setAway] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const eye = new IntersectionObserver(([entry]) => setAway(entry !== undefined && !entry.isIntersecting));
    eye.observe(current);
    return () => eye.disconnect();
  }, []);
  return [element, away];
}
