import type { ReactNode } from "react";

type Props = {
  readonly live: boolean;
  /** Not live yet: the ring is there at once, the words only if that lasts, so that a quick connection shows none. */
  readonly early?: boolean;
  readonly children: ReactNode;
};

/** Whether what stands beside it is told as it changes: a breathing dot, or a ring while it is not. */
export function LiveMark({ live, early = false, children }: Props) {
  return (
    <span className="live-mark" data-state={live ? "live" : "waiting"}>
      <i className={live ? "dot" : "dot dot-ring"} aria-hidden="true" />
      <span className={early ? "live-mark-late" : undefined}>{children}</span>
    </span>
  );
}
