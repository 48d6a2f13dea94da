import type { CSSProperties } from "react";

/** A place whose content is not known yet, in the size of what comes. */
export function Skeleton({
  line = false,
  style,
}: {
  readonly line?: boolean;
  readonly style?: CSSProperties;
}) {
  return <div className={line ? "skeleton skeleton-line" : "skeleton"} style={style} />;
}
