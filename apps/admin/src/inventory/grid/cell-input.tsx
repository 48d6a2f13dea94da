"use client";

import { TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Icon } from "../../parts/layout/icon.tsx";

/** Where the focus goes after a save. */
export type Direction = "stay" | "down" | "up" | "left" | "right";

type CellInputProps = {
  sku: string;
  start: string;
  /** The digit that opened it replaces the figure; otherwise the figure is selected. */
  fresh: boolean;
  /** What was wrong with the last try, with a way to mend it. */
  wrong: ReactNode | undefined;
  onSave: (text: string, direction: Direction) => void;
  onLeave: () => void;
};

/** The field inside an on hand cell while its figure is typed. */
export function CellInput({ sku, start, fresh, wrong, onSave, onLeave }: CellInputProps) {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const [text, setText] = useState(start);
  useEffect(() => {
    field.current?.focus();
    if (!fresh) field.current?.select();
  }, [fresh]);
  useEffect(() => {
    if (wrong !== undefined) done.current = false;
  }, [wrong]);
  const finish = (direction: Direction) => {
    done.current = true;
    onSave(text, direction);
  };
  return (
    <>
      <input
        ref={field}
        aria-label={`On hand of ${sku}`}
        aria-invalid={wrong !== undefined || undefined}
        aria-describedby={wrong === undefined ? undefined : `wrong-${sku}`}
        inputMode="numeric"
        enterKeyHint="done"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          // Pressing somewhere else saves, as in any sheet; Esc is the way to leave it as it was.
          if (!done.current) finish("stay");
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const direction = directionOf(event.key, event.shiftKey);
          if (event.key === "Escape") {
            done.current = true;
            onLeave();
          } else if (direction) {
            event.preventDefault();
            finish(direction);
          }
        }}
      />
      {wrong !== undefined && (
        <span className="cell-note" id={`wrong-${sku}`} role="alert">
          <Icon of={TriangleAlert} small />
          {wrong}
        </span>
      )}
    </>
  );
}

function directionOf(key: string, shift: boolean): Direction | undefined {
  if (key === "Enter") return shift ? "up" : "down";
  if (key === "Tab") return shift ? "left" : "right";
  return undefined;
}
