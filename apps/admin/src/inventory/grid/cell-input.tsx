"use client";

import { Icon } from "@scarlet/ui/layout/icon";
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { inventoryCopy } from "../../copy/inventory/list.ts";

/** Where the focus goes after a save. */
export type SaveDirection = "stay" | "down" | "up" | "left" | "right";

type CellInputProps = {
  sku: string;
  initialText: string;
  /** Whether to select the initial text, so that typing replaces it. */
  selectsText: boolean;
  /** Why the text could not be saved, with a way to correct it. */
  error: ReactNode | undefined;
  onSave: (text: string, direction: SaveDirection) => void;
  onCancel: () => void;
};

/** The text field inside an on hand cell while its value is typed. Leaving the field saves; Esc cancels. */
export function CellInput(props: CellInputProps) {
  const { sku, initialText, selectsText, error, onSave, onCancel } = props;
  const field = useRef<HTMLInputElement>(null);
  /** Saved or cancelled: the blur that follows must not save once more. */
  const isFinished = useRef(false);
  const [text, setText] = useState(initialText);
  useEffect(() => {
    field.current?.focus();
    if (selectsText) field.current?.select();
  }, [selectsText]);
  useEffect(() => {
    if (error !== undefined) isFinished.current = false;
  }, [error]);
  const finish = (direction: SaveDirection) => {
    isFinished.current = true;
    onSave(text, direction);
  };
  return (
    <>
      <input
        ref={field}
        aria-label={inventoryCopy.onHandField(sku)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `wrong-${sku}`}
        inputMode="numeric"
        enterKeyHint="done"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          // Clicking elsewhere saves, as in a spreadsheet.
          if (!isFinished.current) finish("stay");
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const direction = directionOf(event.key, event.shiftKey);
          if (event.key === "Escape") {
            isFinished.current = true;
            onCancel();
          } else if (direction) {
            event.preventDefault();
            finish(direction);
          }
        }}
      />
      {error !== undefined && (
        <span className="cell-note" id={`wrong-${sku}`} role="alert">
          <Icon of={TriangleAlert} small />
          {error}
        </span>
      )}
    </>
  );
}

function directionOf(key: string, withShift: boolean): SaveDirection | undefined {
  if (key === "Enter") return withShift ? "up" : "down";
  if (key === "Tab") return withShift ? "left" : "right";
  return undefined;
}
