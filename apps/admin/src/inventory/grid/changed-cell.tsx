"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from "react";
import { formatSigned } from "../../format/numbers.ts";

type ChangedCellProps = ComponentProps<"td"> & { value: number; children: ReactNode };

const HIGHLIGHT_MS = 1600;

/** A cell with a number. When the number changes while it is shown, the cell is highlighted with the difference. */
export function ChangedCell({ value, className = "", children, ...rest }: ChangedCellProps) {
  const shownValue = useRef(value);
  /** `count` restarts the animation when the same difference comes twice. */
  const [change, setChange] = useState<{ delta: number; count: number }>();
  useEffect(() => {
    const delta = value - shownValue.current;
    shownValue.current = value;
    if (delta === 0) return;
    setChange((old) => ({ delta, count: (old?.count ?? 0) + 1 }));
    const timer = setTimeout(() => setChange(undefined), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return (
    <td {...rest} className={change ? `${className} cell-changed` : className}>
      {change && (
        <span className="cell-difference" key={change.count} aria-hidden="true">
          {formatSigned(change.delta)}
        </span>
      )}
      {children}
    </td>
  );
}
