"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from "react";
import { signed } from "../../format/numbers.ts";

type ChangedCellProps = ComponentProps<"td"> & { value: number; children: ReactNode };

const FLASH_MS = 1600;

/** A cell with a figure. When the figure changes while it is on the screen, the cell keeps the mark for a moment. */
export function ChangedCell({ value, className = "", children, ...rest }: ChangedCellProps) {
  const before = useRef(value);
  const [mark, setMark] = useState<{ delta: number; turn: number }>();
  useEffect(() => {
    const delta = value - before.current;
    before.current = value;
    if (delta === 0) return;
    setMark((old) => ({ delta, turn: (old?.turn ?? 0) + 1 }));
    const timer = setTimeout(() => setMark(undefined), FLASH_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return (
    <td {...rest} className={mark ? `${className} flash` : className}>
      {mark && (
        <span className="ghost" key={mark.turn} aria-hidden="true">
          {signed(mark.delta)}
        </span>
      )}
      {children}
    </td>
  );
}
