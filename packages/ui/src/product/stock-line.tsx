import type { StockLevel } from "@scarlet/domain/catalog";
import type { ReactNode } from "react";

type Props = {
  /** "unknown": it is not read yet. */
  readonly level: StockLevel | "unknown";
  readonly small?: boolean;
  /** What the level means, as a tooltip. */
  readonly title?: string;
  readonly children: ReactNode;
};

/** How many can be bought, in the app's words, behind a dot in the colour of their level. Never wraps. */
export function StockLine({ level, small = true, title, children }: Props) {
  const lit = level === "plenty" || level === "low";
  return (
    <span className={small ? "stock-line stock-line-small" : "stock-line"} data-level={level} title={title}>
      <i className={lit ? "dot" : "dot dot-ring"} aria-hidden="true" />
      {children}
    </span>
  );
}
