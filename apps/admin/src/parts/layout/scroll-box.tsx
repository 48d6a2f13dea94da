"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * A box that may be narrower than its table. While it is, it takes the focus, so that the arrow keys can move what is
 * out of sight; while it is not, it is no stop for the Tab key.
 */
export function ScrollBox(props: { name: string; busy?: boolean; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    const sizes = new ResizeObserver(() => setScrolls(current.scrollWidth > current.clientWidth));
    for (const each of [current, ...current.children]) sizes.observe(each);
    return () => sizes.disconnect();
  }, []);
  return (
    <section
      className="scroll-box"
      ref={box}
      aria-label={scrolls ? props.name : undefined}
      aria-busy={props.busy || undefined}
      tabIndex={scrolls ? 0 : undefined}
    >
      {props.children}
    </section>
  );
}
