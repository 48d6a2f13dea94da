import type { ReactNode } from "react";

/** Whether what stands beside it is told as it changes: a breathing dot, or a ring while it is not. */
export function LiveMark({ live, children }: { readonly live: boolean; readonly children: ReactNode }) {
  return (
    <span className="live-mark" data-state={live ? "live" : "waiting"}>
      <i className={live ? "dot" : "dot dot-ring"} aria-hidden="true" />
      {children}
    </span>
  );
}
