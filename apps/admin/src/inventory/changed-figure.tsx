"use client";

import { formatNumber } from "../format/numbers.ts";
import { useChangeMark } from "./grid/use-change-mark.ts";

/** A large figure that is marked for a moment when it changes while it is shown. `isQuiet`: not saved yet. */
export function ChangedFigure({ value, isQuiet = false }: { value: number; isQuiet?: boolean }) {
  const mark = useChangeMark(value);
  const names = ["display-large", mark && "figure-changed", isQuiet && "quiet"];
  return (
    <span key={mark?.count ?? 0} className={names.filter(Boolean).join(" ")}>
      {formatNumber(value)}
    </span>
  );
}
