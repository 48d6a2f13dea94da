"use client";

import type { ComponentProps, ReactNode } from "react";
import { formatSigned } from "../../format/numbers.ts";
import { useChangeMark } from "./use-change-mark.ts";

type ChangedCellProps = ComponentProps<"td"> & {
  value: number;
  /** Somebody types here: the change is marked when they have ended. */
  isTyped?: boolean;
  children: ReactNode;
};

/** A cell with a number. When the number changes while it is shown, the cell is highlighted with the difference. */
export function ChangedCell({ value, isTyped, className = "", children, ...rest }: ChangedCellProps) {
  const mark = useChangeMark(value, isTyped);
  const isMarked = mark !== undefined && isTyped !== true;
  return (
    <td {...rest} className={isMarked ? `${className} cell-changed` : className}>
      {isMarked && (
        <span className="cell-difference" key={mark.count} aria-hidden="true">
          {formatSigned(mark.delta)}
        </span>
      )}
      {children}
    </td>
  );
}
