"use client";

import type { StockLevel } from "@scarlet/domain/catalog";
import { type ReactNode, useState } from "react";

type Props = {
  /** "unknown": it is not read yet. */
  readonly level: StockLevel | "unknown";
  readonly small?: boolean;
  /** When it changes, the words get a mark that fades. */
  readonly figure?: number;
  /** What the level means, as a tooltip. */
  readonly title?: string;
  readonly children: ReactNode;
};

/** How many can be bought, in the app's words, behind a dot in the colour of their level. Never wraps. */
export function StockLine({ level, small = true, figure, title, children }: Props) {
  const { changes, before } = useChanges(figure, typeof children === "string" ? children : undefined);
  const lit = level === "plenty" || level === "low";
  return (
    <span className={small ? "stock-line stock-line-small" : "stock-line"} data-level={level} title={title}>
      <i className={lit ? "dot" : "dot dot-ring"} aria-hidden="true" />
      <span
        key={changes}
        className={changes === 0 ? undefined : "stock-line-changed changed"}
        data-before={before}
      >
        <span className={changes === 0 ? undefined : "stock-line-words"}>{children}</span>
      </span>
    </span>
  );
}

/** How often this figure has changed since it was first shown, and the words of the one before: they fade out. */
function useChanges(figure: number | undefined, words: string | undefined) {
  const [shown, setShown] = useState({ figure, words, before: words, changes: 0 });
  if (shown.figure === figure) {
    if (shown.words !== words) setShown({ ...shown, words });
    return shown;
  }
  const isFirst = shown.figure === undefined;
  const next = {
    figure,
    words,
    before: isFirst ? undefined : shown.words,
    changes: isFirst ? shown.changes : shown.changes + 1,
  };
  setShown(next);
  return next;
}
